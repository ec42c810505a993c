import { listSources } from '../../backend/test/support/files/workspace-files';
import { listPages, readJson, readText } from './workspace';

const { scripts } = readJson<{ scripts: Record<string, string> }>('package.json');

/** The targets of each project, by its name. */
const targets = Object.fromEntries(
  listSources()
    .filter((path) => path.endsWith('/project.json'))
    .map((path) => readJson<{ name: string; targets: Record<string, unknown> }>(path))
    .map((project) => [project.name, Object.keys(project.targets)]),
);

/** Every match of a form in all pages, with the page. */
const findAll = (form: RegExp): { page: string; words: string[] }[] =>
  listPages().flatMap((page) =>
    [...readText(page).matchAll(form)].map(([, ...words]) => ({
      page,
      words: words.map((word) => word ?? ''),
    })),
  );

describe('The commands of the documents', () => {
  it('are there on a small system: no uuidgen, and no ending that only GNU sed knows', () => {
    expect(findAll(/\b(uuidgen)\b|\bsed (.*\/I[pg]?')/g)).toEqual([]);
  });

  it('have a new idempotency key for each run: one of the contents of a file would do nothing after an undo', () => {
    expect(findAll(/Idempotency-Key: \$\((\w+)/g)).toEqual([]);
  });

  it('are scripts of the workspace where npm runs them', () => {
    const named = findAll(/npm run ([\w:-]+)/g);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ words: [script = ''] }) => !(script in scripts))).toEqual([]);
  });

  it('say which Node they need: an older one has no words of ours for a TypeScript file', () => {
    // The lock file is completed before there is any Node but that of the machine, by Renovate as well.
    const typescript = Object.entries(scripts).filter(
      ([name, command]) => /node .*tools\/\S+\.ts/.test(command) && name !== 'lock:complete',
    );
    expect(typescript.length).toBeGreaterThan(5);
    expect(
      typescript.filter(([, command]) => !command.includes('--import ./tools/require-node.mjs')),
    ).toEqual([]);
  });

  it('are targets of its projects where Nx runs them', () => {
    const named = findAll(/\bnx ([a-z-]+) ([a-z-]+)/g).filter(
      ({ words: [verb = ''] }) => verb !== 'run-many',
    );
    expect(named.length).toBeGreaterThan(2);
    expect(
      named.filter(({ words: [target = '', project = ''] }) => !targets[project]?.includes(target)),
    ).toEqual([]);
  });

  it('are the scripts of the workspace that a contributor needs', () => {
    const contributing = readText('CONTRIBUTING.md') + readText('README.md') + readText('docs/operations.md');
    const unnamed = Object.keys(scripts).filter(
      (script) => !contributing.includes(`npm ${script}`) && !contributing.includes(`npm run ${script}`),
    );
    expect(unnamed).toEqual([]);
  });
});
