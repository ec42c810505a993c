/** `npm run commits:check`: whether the messages of the commits since the base of the branch follow the convention. */
import { spawn } from 'node:child_process';
import { exitCode } from './exit-code.ts';
import { toolFile } from './product/run-tool.ts';
import { findBase } from './repository/find-base.ts';
import { git } from './repository/git.ts';
import { runCommand } from './run-command.ts';
import { workspaceRoot } from './workspace-root.ts';

await runCommand(async () => {
  const base = findBase();
  // On the main branch itself the range is empty, so its last commit is checked.
  const range = base === undefined || base === git(['rev-parse', 'HEAD']) ? ['--last'] : ['--from', base];
  const child = spawn(process.execPath, [toolFile('commitlint'), '--verbose', ...range], {
    cwd: workspaceRoot,
    stdio: 'inherit',
  });
  process.exitCode = (await exitCode(child)) ?? 1;
});
