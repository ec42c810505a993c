import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createPersonalToken } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { listTasks, readTask, TASKS } from '../support/tasks/tasks';

const RECIPE = join(__dirname, '../../../docs/recipes/nightly-build.sh');
const NAME = 'nightly-build.main';
const LOG = 'https://ci.example.org/builds/4711';
const SILENT_SUCCESS = { code: 0, output: '', errors: '' };

describe('The recipe for a nightly build', () => {
  let app: TestServer;
  let person: Visitor;
  let token: string;

  beforeAll(async () => {
    app = await sharedServer();
  });

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
    ({ token } = await createPersonalToken(person));
  });

  afterAll(() => app.stop());

  const run = (args: string[], environment: NodeJS.ProcessEnv = {}, shell = 'sh') =>
    new Promise<{ code: number; output: string; errors: string }>((resolve) => {
      const env = { PATH: process.env.PATH, TASKWARD_URL: app.url, TASKWARD_TOKEN: token, ...environment };
      const child = execFile(shell, [RECIPE, ...args], { env }, (_error, output, errors) =>
        resolve({ code: child.exitCode ?? -1, output, errors }),
      );
    });
  const tasks = async () => (await listTasks(person)).body.items;

  it('has one task, night after night', async () => {
    expect(await run(['red', NAME, 'Build 4711 is "red": C:\\build\n🥐', LOG])).toEqual(SILENT_SUCCESS);
    const [task] = await tasks();
    expect(task).toMatchObject({
      title: 'Build 4711 is "red": C:\\build 🥐',
      description: LOG,
      completed: false,
    });
    await person.send('PATCH', `${TASKS}/${task?.id}`, { body: { priority: 'high', dueDate: '2026-11-21' } });

    expect(await run(['red', NAME, 'Build 4712 is red', LOG])).toEqual(SILENT_SUCCESS);
    const again = { id: task?.id, title: 'Build 4712 is red', priority: 'high', dueDate: '2026-11-21' };
    expect(await tasks()).toMatchObject([{ ...again, completed: false }]);

    expect(await run(['green', NAME])).toEqual(SILENT_SUCCESS);
    expect(await run(['green', NAME], { TASKWARD_URL: `${app.url}//` })).toEqual(SILENT_SUCCESS);
    expect(await tasks()).toMatchObject([{ ...again, completed: true }]);

    expect(await run(['red', NAME, 'Build 4714 is red', LOG])).toEqual(SILENT_SUCCESS);
    expect(await tasks()).toMatchObject([{ id: task?.id, title: 'Build 4714 is red', completed: false }]);
  });

  it('makes none where everything was always green, and leaves one in the trash there', async () => {
    expect(await run(['green', NAME])).toEqual(SILENT_SUCCESS);
    expect(await tasks()).toEqual([]);
    await run(['red', NAME, 'Red', LOG]);
    const [task] = await tasks();
    await person.send('DELETE', `${TASKS}/${task?.id}`);
    expect(await run(['green', NAME])).toEqual(SILENT_SUCCESS);
    expect(await tasks()).toEqual([]);
    expect(await run(['red', NAME, 'Red again', LOG])).toEqual(SILENT_SUCCESS);
    expect(await readTask(person, task?.id ?? '')).toMatchObject({ title: 'Red again', completed: false });
  });

  it.each([
    ['y'.repeat(200), 'y'.repeat(200)],
    ['🥐'.repeat(200), '🥐'.repeat(200)],
    ['y'.repeat(201), `${'y'.repeat(199)}…`],
    [`ä\n"${'🥐'.repeat(250)}`, `ä "${'🥐'.repeat(196)}…`],
  ])('cuts a title that is too long where one sees it: %s', async (title, cut) => {
    expect(await run(['red', NAME, title, LOG])).toEqual(SILENT_SUCCESS);
    expect(await tasks()).toMatchObject([{ title: cut }]);
  });

  it.each([
    ['y'.repeat(10_000), 'y'.repeat(10_000)],
    ['🥐'.repeat(10_500), `${'🥐'.repeat(9_999)}…`],
  ])('cuts a description that is too long', async (description, cut) => {
    expect(await run(['red', NAME, 'Red', description])).toEqual(SILENT_SUCCESS);
    expect(await tasks()).toMatchObject([{ description: cut }]);
  });

  it('leaves out what is not UTF-8, also in a name', async () => {
    const bytes = String.raw`$(printf 'n\303 \377\355\240\200é\303')`;
    const script = `exec sh "$0" red "${bytes}" "${bytes}" "${bytes}"`;
    const env = { PATH: process.env.PATH, TASKWARD_URL: app.url, TASKWARD_TOKEN: token };
    await promisify(execFile)('sh', ['-c', script, RECIPE], { env });
    expect(await tasks()).toMatchObject([{ title: 'n é', description: 'n é' }]);
  });

  it.each(['', ' \n', '\u200b\u3164', '\u{e0041}\ufeff\u2800\u00ad', '\u0085\ufe0f\u034f'])(
    'has a title of its own for one with nothing to be seen: %j',
    async (title) => {
      expect(await run(['red', NAME, title, title])).toEqual(SILENT_SUCCESS);
      expect(await tasks()).toMatchObject([{ title: 'A build is red', completed: false }]);
    },
  );

  it('has the same task in every shell', async () => {
    const name = 'ä'.repeat(60);
    const environment = { LC_ALL: 'C.UTF-8' };
    expect(await run(['red', name, 'Red', LOG], environment)).toEqual(SILENT_SUCCESS);
    expect(await run(['red', name, 'Red again', LOG], environment, 'bash')).toEqual(SILENT_SUCCESS);
    expect(await tasks()).toMatchObject([{ title: 'Red again' }]);
  });

  it('has a task for each pipeline', async () => {
    await Promise.all(['a', 'b', 'a'].map((name) => run(['red', name, `${name} is red`, LOG])));
    expect((await tasks()).map(({ title }) => title).sort()).toEqual(['a is red', 'b is red']);
  });

  it.each([
    'Nightly build',
    'group/project',
    'group%2Fproject',
    '.github/workflows/ci.yml',
    'Größe & Co. "α" \\ ? #1',
    `dependabot/npm_and_yarn/${'ä'.repeat(120)}`,
  ])('takes the name %s', async (name) => {
    expect(await run(['red', name, 'Red', LOG])).toEqual(SILENT_SUCCESS);
    expect(await tasks()).toMatchObject([{ title: 'Red', completed: false }]);
    expect(await run(['green', name])).toEqual(SILENT_SUCCESS);
    expect(await tasks()).toMatchObject([{ title: 'Red', completed: true }]);
  });

  it('has a task for each branch', async () => {
    const branches = [
      {},
      { GITHUB_REF_NAME: 'main' },
      { CI_COMMIT_REF_NAME: 'feat/a' },
      { BRANCH_NAME: 'feat/b' },
    ];
    for (const environment of branches) {
      const title = `red ${Object.values(environment).join('')}`;
      expect(await run(['red', NAME, title, LOG], environment)).toEqual(SILENT_SUCCESS);
    }
    expect(await run(['green', NAME], { TASKWARD_BRANCH: 'feat/a' })).toEqual(SILENT_SUCCESS);
    const open = (await tasks()).filter(({ completed }) => !completed).map(({ title }) => title);
    expect(open.sort()).toEqual(['red', 'red feat/b', 'red main']);
  });

  it.each([
    ['without a server', [NAME], { TASKWARD_URL: 'http://127.0.0.1:1' }, 'curl'],
    ['with a wrong token', [NAME], { TASKWARD_TOKEN: 'twd_wrong' }, 'TOKEN_INVALID'],
    ['with no token', [NAME], { TASKWARD_TOKEN: '' }, 'TASKWARD_TOKEN'],
  ])('never turns a green build red: %s', async (_name, args, environment, reason) => {
    const { code, errors } = await run(['green', ...args], environment);
    expect({ code, errors }).toEqual({ code: 0, errors: expect.stringContaining(reason) });
  });

  it('fails, and tells why, with a token that may not write, with none, and without a server', async () => {
    const reader = await createPersonalToken(person, { scopes: ['tasks:read'] });
    const red = ['red', NAME, 'Not made', LOG];
    for (const [TASKWARD_TOKEN = '', code] of [
      [reader.token, 'INSUFFICIENT_SCOPE'],
      ['twd_wrong', 'TOKEN_INVALID'],
    ]) {
      const failed = await run(red, { TASKWARD_TOKEN });
      expect(failed).toMatchObject({ code: 1, output: '', errors: expect.stringContaining(code ?? '') });
      expect(failed.errors).not.toContain(TASKWARD_TOKEN);
    }
    expect((await run(red, { TASKWARD_TOKEN: '' })).errors).toContain('TASKWARD_TOKEN');
    const elsewhere = await run(red, { TASKWARD_URL: 'http://127.0.0.1:1' });
    expect(elsewhere).toMatchObject({ output: '', errors: expect.stringContaining('curl') });
    expect(elsewhere.code).toBeGreaterThan(0);
    expect(await tasks()).toEqual([]);
  });

  it('says how it is used', async () => {
    const wrongGreens = [['green'], ['green', ''], ['green', NAME, 'Build 4711 is green']];
    for (const args of [[], ['red'], ['red', ''], ['red', NAME, 'x'], ['blue', NAME], ...wrongGreens]) {
      expect(await run(args)).toMatchObject({
        code: 2,
        output: '',
        errors: expect.stringContaining('usage'),
      });
    }
  });
});
