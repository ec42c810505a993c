import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace-root.ts';
import { toEnvironment } from './changed-files.ts';

describe('A command on changed files', () => {
  const run = (tool: string, args: string[], changed: string[]) => {
    const { status, stdout } = spawnSync(process.execPath, [join('tools/quick', tool), ...args], {
      cwd: workspaceRoot,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', ...toEnvironment(changed) },
    });
    return { status, stdout };
  };
  const checkFormat = (...changed: string[]) =>
    run('on-changed.ts', ['\\.(json|md)$', 'prettier', '--list-different'], changed);

  it('runs on those of a form', () => {
    expect(checkFormat('nx.json', 'gone.ts')).toEqual({ status: 0, stdout: '' });
  });

  it('fails when the command fails', () => {
    expect(checkFormat('nx.json', 'gone.md').status).not.toBe(0);
  });

  it('does not run without such a file', () => {
    expect(checkFormat('tools/test.ts')).toEqual({
      status: 0,
      stdout: expect.stringContaining('No changed file'),
    });
    expect(checkFormat()).toMatchObject({ status: 0 });
  });

  it('is none of Jest where no code has changed', () => {
    for (const project of ['backend', 'frontend']) {
      const { status, stdout } = run('related-specs.ts', [project], ['README.md', 'tools/test.ts']);
      expect({ status, stdout }).toEqual({
        status: 0,
        stdout: expect.stringContaining(`No spec of ${project}`),
      });
    }
  });
});
