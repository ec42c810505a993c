/**
 * `npm run image:check`: whether the image would work, where there is no container engine. Goes through the steps of
 * the Dockerfile in empty folders, then runs its commands as its user on a tree that nobody can write, with a
 * PostgreSQL of its own. The bill of materials is left in `reports/image`. What it cannot show: the base image itself,
 * and the limits that an engine sets.
 */
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEnvironment } from './image/build-environment.ts';
import { buildStages } from './image/build-stages.ts';
import { checkFiles, checkServer } from './image/checks.ts';
import { Container } from './image/container.ts';
import { containerSettings } from './image/container-settings.ts';
import { readStages, type Stage } from './image/dockerfile.ts';
import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
import { findFreePort } from './postgres/free-port.ts';
import { runCommand } from './run-command.ts';
import { StartupError } from './startup-error.ts';
import { workspaceRoot } from './workspace-root.ts';

await runCommand(async (signal) => {
  await using cleanup = new AsyncDisposableStack();
  const directory = mkdtempSync(join(tmpdir(), 'taskward-image-'));
  cleanup.defer(() => rmSync(directory, { recursive: true, force: true }));
  // The user of the image passes through it.
  chmodSync(directory, 0o711);

  const stages = readStages(readFileSync(join(workspaceRoot, 'Dockerfile'), 'utf8'));
  console.log('The steps of the Dockerfile:');
  const folder = await buildStages(stages, directory, buildEnvironment(directory));
  signal.throwIfAborted();

  const database = await startEmbeddedPostgres({ directory: join(directory, 'database'), ephemeral: true });
  cleanup.defer(() => database.stop());
  const port = await findFreePort();
  const container = new Container(lastOf(stages), folder, containerSettings(directory, database, port));
  console.log(
    `What came of them, ${container.user ? `as user ${container.user.uid}` : 'as the user at hand'}:`,
  );
  await checkFiles(container);
  await checkServer(container, `http://localhost:${port}`);
  cpSync(join(folder, 'sbom.json'), join(workspaceRoot, 'reports/image/sbom.json'));
});

function lastOf(stages: Stage[]): Stage {
  const stage = stages.at(-1);
  if (!stage) {
    throw new StartupError('The Dockerfile has no stage.');
  }
  return stage;
}
