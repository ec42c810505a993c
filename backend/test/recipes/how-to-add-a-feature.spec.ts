import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runShell, type ShellResult } from '../support/files/shell';
import { listSources, WORKSPACE } from '../support/files/workspace-files';

/** What the generator, the compiler and the spec of a feature need. */
const COPIED = /^(?:(?:api-client|backend|docs|migrations|tools)\/|[^/]+$)/;

/** The server and the new spec. */
const CHECKED = {
  extends: './tsconfig.json',
  include: ['src', '../migrations', 'test/reading-lists'],
};

describe('docs/how-to-add-a-feature.md', () => {
  let folder: string;
  let command: string;

  beforeAll(async () => {
    const page = await readFile(join(WORKSPACE, 'docs/how-to-add-a-feature.md'), 'utf8');
    command = /(?<=```sh\n\s*)npm run (?=feature:generate)\S+ -- (?=notes\n)/.exec(page)?.[0] ?? '';
    folder = await mkdtemp(join(tmpdir(), 'taskward-feature-'));
    for (const path of listSources().filter((name) => COPIED.test(name))) {
      await cp(join(WORKSPACE, path), join(folder, path));
    }
    await symlink(join(WORKSPACE, 'node_modules'), join(folder, 'node_modules'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const run = (script: string): Promise<ShellResult> =>
    runShell(script, folder, {
      PATH: `${join(folder, 'node_modules/.bin')}:${process.env.PATH}`,
      NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
    });
  const generate = (words: string) => run(command + words);

  /** The names of all files, and what stands in those that a generated feature changes. */
  const stateOf = async (): Promise<unknown> => [
    await readdir(join(folder, 'backend'), { recursive: true }),
    await Promise.all(
      ['backend/src/app.module.ts', 'CHANGELOG.md', 'migrations/index.ts'].map((path) =>
        readFile(join(folder, path), 'utf8'),
      ),
    ),
  ];

  it.each([
    ['a feature that is there', 'sessions', 'There is something called sessions already'],
    ['a name that has a meaning', 'maps', 'The name Map means something else'],
    ['a path', '../notes', 'Name the feature by what a person has many of'],
  ])('refuses %s, and writes nothing', async (_name, words, reason) => {
    const before = await stateOf();
    expect(await generate(words)).toMatchObject({ code: 1, errors: expect.stringContaining(reason) });
    expect(await stateOf()).toEqual(before);
  });

  it('writes nothing where one file cannot be told of the feature', async () => {
    const path = join(folder, 'backend/src/tasks/entities.ts');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('ENTITIES:', 'TABLES:'));
    const before = await stateOf();
    expect(await generate('notes')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('backend/src/tasks/entities.ts does not look as it did'),
    });
    expect(await stateOf()).toEqual(before);
    await writeFile(path, text);
  });

  it('leads to a feature that compiles, is formatted, and does what its spec says', async () => {
    const generated = await generate('reading-lists');
    expect(generated).toMatchObject({ code: 0, errors: '' });
    const files = Array.from(generated.output.matchAll(/^(?:new|changed) +(\S+)$/gm), ([, path]) => path);
    expect(files.length).toBeGreaterThan(20);
    await writeFile(join(folder, 'backend/tsconfig.feature.json'), JSON.stringify(CHECKED));
    for (const script of [
      `prettier --check ${files.join(' ')}`,
      'tsc -p backend/tsconfig.feature.json',
      'jest --config backend/jest.config.js --maxWorkers=1 backend/test/reading-lists',
    ]) {
      const result = await run(script);
      expect({ script, ...result }).toMatchObject({ script, code: 0 });
    }
  });
});
