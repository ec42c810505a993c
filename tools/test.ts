/**
 * `npm test`: every check of every project, unchanged ones from the cache. The last line is the sum,
 * `N passed, N failed`, in which each format, spelling, lint, types, build and document target counts as one and each
 * test as one. `npm test -- --quick` looks at changed files and what has to do with them. Other arguments go to Nx:
 * `npm test -- --projects=backend`.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { exitCode } from './exit-code.ts';
import { toolFile } from './product/run-tool.ts';
import { type NxRun, planQuickRun } from './quick/quick-run.ts';
import { runCommand } from './run-command.ts';
import { describeFailures } from './test-results/describe-failures.ts';
import { readReport, REPORTS_FOLDER } from './test-results/report.ts';
import { sumUp } from './test-results/sum-up.ts';
import { forgetTaskRun, readTaskRun } from './test-results/task-run.ts';
import { workspaceRoot } from './workspace-root.ts';

const CHECKS = ['format', 'spelling', 'lint', 'types', 'build', 'document'];
const WITH_REPORT = ['secrets', 'test', 'recipes', 'e2e'];

await runCommand(async () => {
  const args = process.argv.slice(2).filter((arg) => arg !== '--quick');
  const run: NxRun = process.argv.includes('--quick')
    ? planQuickRun()
    : { command: ['run-many'], targets: [...CHECKS, ...WITH_REPORT] };
  // What an earlier run reported must not be counted; Nx puts back the reports of cached runs.
  rmSync(REPORTS_FOLDER, { recursive: true, force: true });
  forgetTaskRun();
  const nx = spawn(
    process.execPath,
    [toolFile('nx'), ...run.command, `--targets=${run.targets.join(',')}`, '--outputStyle=static', ...args],
    { cwd: workspaceRoot, env: { ...process.env, ...run.environment }, stdio: 'inherit' },
  );
  const code = await exitCode(nx);

  const tasks = readTaskRun().map((task) => ({
    ...task,
    report: WITH_REPORT.includes(task.target) ? readReport(task) : undefined,
  }));
  const { passed, failed } = sumUp(tasks);
  const failures = tasks.flatMap(({ report }) => report?.failures ?? []);
  if (failures.length > 0) {
    console.log(`${describeFailures(failures)}\n`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || code !== 0 ? 1 : 0;
});
