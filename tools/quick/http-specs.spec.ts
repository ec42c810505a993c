import { selectHttpSpecs } from './http-specs.ts';

const ALWAYS = ['isolation', 'login', 'refresh-rotation', 'schema'];
const NAMES = [
  ...['access-token-scopes', 'access-tokens', 'login-races', 'session-limit', 'sessions', 'task-bulk'],
  ...['tasks-order', 'tasks-trash', 'throttling'],
];
const specs = [...ALWAYS, ...NAMES].map((name) => `backend/test/${name}.spec.ts`);

/** Beside those that always run. */
const select = (...changed: string[]): string[] =>
  selectHttpSpecs(specs, changed)
    .map((path) => path.replace(/^backend\/test\/|\.spec\.ts$/g, ''))
    .filter((name) => !ALWAYS.includes(name));

describe('The HTTP specs after a change', () => {
  it.each([
    [
      'of a feature are those of its name',
      'backend/src/tasks/core/list-tasks.query.ts',
      ['tasks-order', 'tasks-trash'],
    ],
    [
      'of a feature with one spec are those of its singular too',
      'backend/src/identity/sessions/refresh-tokens.service.ts',
      ['session-limit', 'sessions'],
    ],
    [
      'of a name of two words are those of both',
      'backend/src/identity/personal-tokens/access-tokens.service.ts',
      ['access-token-scopes', 'access-tokens'],
    ],
    [
      'of a part of a feature are those of both names',
      'backend/src/tasks/bulk/bulk-change.ts',
      ['task-bulk'],
    ],
    ['of a file are those of its name', 'backend/src/platform/http/throttling.ts', ['throttling']],
    ['of a spec are that one', 'backend/test/auth/login-races.spec.ts', ['login-races']],
    ['that none speaks of are the usual ones', 'backend/src/create-app.ts', []],
  ])('%s', (_name, changed, expected) => {
    expect(select(changed)).toEqual(expected);
  });

  describe('where they are in folders', () => {
    const inFolders = ['tasks/model', 'auth/login', 'tasks/trash', 'a/b'].map(
      (name) => `backend/test/${name}.spec.ts`,
    );

    it('are those of a folder of the same name', () => {
      const found = selectHttpSpecs(inFolders, ['backend/src/tasks/core/tasks.service.ts']);
      expect(found).toEqual(inFolders.slice(0, 3));
    });

    it.each(['backend/test/tasks/model.spec.ts', 'backend/test/support/tasks/model.ts'])(
      'of %s are those of its name, not of its folder',
      (changed) => {
        expect(selectHttpSpecs(inFolders, [changed])).toEqual(inFolders.slice(0, 2));
      },
    );
  });

  it('are those of all changes together, each once', () => {
    expect(select('backend/src/tasks/a.ts', 'backend/test/task-lists/tasks-order.spec.ts')).toEqual([
      'tasks-order',
      'tasks-trash',
    ]);
  });
});
