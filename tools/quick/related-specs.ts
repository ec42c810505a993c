/** Runs a project's specs related to the changed files: `related-specs.ts backend`. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { exitCode } from '../exit-code.ts';
import { toolFile } from '../product/run-tool.ts';
import { runCommand } from '../run-command.ts';
import { workspaceRoot } from '../workspace-root.ts';
import { fromEnvironment } from './changed-files.ts';
import { selectHttpSpecs } from './http-specs.ts';

/** Sources of the projects outside their own folders. */
const SOURCES: Record<string, RegExp> = {
  backend: /^(backend|migrations)\/.*\.ts$/,
  frontend: /^(api-client\/src|frontend)\/.*\.ts$/,
};

await runCommand(async () => {
  const [project = ''] = process.argv.slice(2);
  const config = ['--config', join(project, 'jest.config.js')];
  const changed = fromEnvironment()
    .map(toCode)
    .filter((path) => SOURCES[project]?.test(path) && existsSync(join(workspaceRoot, path)));
  const specs = changed.length === 0 ? [] : selectSpecs(config, changed);
  if (specs.length === 0) {
    console.log(`No spec of ${project} has to do with what has changed.`);
    return;
  }
  const output = ['--json', '--outputFile', join('reports', project, 'results.json')];
  const child = spawn(
    process.execPath,
    [toolFile('jest'), ...config, ...output, '--runTestsByPath', ...specs],
    {
      cwd: workspaceRoot,
      stdio: 'inherit',
    },
  );
  process.exitCode = (await exitCode(child)) ?? 1;
});

/** Templates and style sheets are tested by their component. */
function toCode(path: string): string {
  return path.replace(/\.(css|html)$/, '.ts');
}

/** Specs that import changed files, and for the server the related HTTP specs. */
function selectSpecs(config: string[], changed: string[]): string[] {
  const isUnit = (path: string): boolean => path.split('/')[1] === 'src';
  const related = listSpecs([...config, '--findRelatedTests', ...changed]).filter(isUnit);
  const http = listSpecs(config).filter((path) => !isUnit(path));
  return [...related, ...selectHttpSpecs(http, changed)];
}

function listSpecs(args: string[]): string[] {
  const output = execFileSync(process.execPath, [toolFile('jest'), '--listTests', '--json', ...args], {
    cwd: workspaceRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return (JSON.parse(output) as string[]).map((path) => relative(workspaceRoot, path));
}
