/**
 * Runs a command on the changed files whose path has a form, and on no other: `on-changed.ts '\.md$' cspell lint`.
 * Without such a file there is nothing to do, and nothing wrong.
 */
import { spawn } from 'node:child_process';
import { exitCode } from '../exit-code.ts';
import { toolFile } from '../product/run-tool.ts';
import { runCommand } from '../run-command.ts';
import { workspaceRoot } from '../workspace-root.ts';
import { fromEnvironment } from './changed-files.ts';

await runCommand(async () => {
  const [form = '', program = '', ...args] = process.argv.slice(2);
  const files = fromEnvironment().filter((path) => new RegExp(form).test(path));
  if (files.length === 0) {
    console.log(`No changed file has the form ${form}`);
    return;
  }
  const child = spawn(process.execPath, [toolFile(program), ...args, ...files], {
    cwd: workspaceRoot,
    stdio: 'inherit',
  });
  process.exitCode = (await exitCode(child)) ?? 1;
});
