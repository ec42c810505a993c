/**
 * `npm test`: every check of every project, unchanged ones from the cache. The last line is the sum,
 * `N passed, N failed`, in which each format, spelling, lint, types, build and document target counts as one and each
 * test as one. Arguments go to Nx: `npm test -- --projects=backend`.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { exitCode } from './exit-code.ts';
import { toolFile } from './product/run-tool.ts';
import { runCommand } from './run-command.ts';
import { readReport, REPORTS_FOLDER } from './test-results/report.ts';
import { sumUp } from './test-results/sum-up.ts';
import { forgetTaskRun, readTaskRun } from './test-results/task-run.ts';
import { workspaceRoot } from './workspace-root.ts';

const TARGETS = [
  'format',
  'spelling',
  'lint',
  'types',
  'build',
  'document',
  'secrets',
  'test',
  'recipes',
  'e2e',
];
const WITH_REPORT = ['secrets', 'test', 'recipes', 'e2e'];

await runCommand(async () => {
  // What an earlier run reported must not be counted; Nx puts back the reports of cached runs.
  rmSync(REPORTS_FOLDER, { recursive: true, force: true });
  forgetTaskRun();
  const args = [
    toolFile('nx'),
    'run-many',
    `--targets=${TARGETS.join(',')}`,
    '--outputStyle=static',
    ...process.argv.slice(2),
  ];
  const code = await exitCode(spawn(process.execPath, args, { cwd: workspaceRoot, stdio: 'inherit' }));

  const { passed, failed } = sumUp(readTaskRun(), (task) =>
    WITH_REPORT.includes(task.target) ? readReport(task) : undefined,
  );
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || code !== 0 ? 1 : 0;
});
