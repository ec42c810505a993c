import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { StrictProject, WORKSPACE } from './strict-project';

interface Manifest {
  version: string;
}

const read = (path: string): object => JSON.parse(readFileSync(join(WORKSPACE, path), 'utf8')) as object;

describe('The package', () => {
  const folder = join(WORKSPACE, 'api-client');
  let project: StrictProject;

  beforeAll(() => {
    project = new StrictProject();
    const home = join(project.folder, 'packages/node_modules');
    mkdirSync(join(home, '@taskward'), { recursive: true });
    symlinkSync(folder, join(home, '@taskward/api-client'));
  });

  afterAll(() => project.remove());

  it('has the version of the document', () => {
    const { info } = read('backend/openapi.json') as { info: Manifest };
    expect((read('api-client/package.json') as Manifest).version).toBe(info.version);
  });

  it('contains what it exports, and nothing else', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json'], { cwd: folder, encoding: 'utf8' });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    expect(files.map(({ path }) => path).sort()).toEqual([
      'README.md',
      'dist/index.d.ts',
      'dist/index.js',
      'dist/schema.d.ts',
      'dist/schema.js',
      'package.json',
    ]);
  });

  it('gives types to strict code, and finds its mistakes', () => {
    const use = (title: string) => `import { createTaskwardClient } from '@taskward/api-client';
      const client = createTaskwardClient({ baseUrl: 'http://localhost:3000', token: 'twd_x' });
      const { data, error } = await client.POST('/api/v1/tasks', { body: { title: ${title} } });
      export const id: string | undefined = data?.id;
      export const code: string | undefined = error?.code;`;
    project.write('packages/use.ts', use(`'Build 7 failed'`));
    expect(project.compile()).toBe('');
    project.write('packages/use.ts', use('7'));
    expect(project.compile()).toContain(`Type 'number' is not assignable to type 'string'`);
  });
});
