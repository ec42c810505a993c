/**
 * `npm start`: the product as a person runs it. Builds what has changed, opens the embedded database, runs the
 * migrations and serves portal and API until Ctrl-C or SIGTERM.
 *   --no-build     serves what is built already
 *   --no-env-file  takes settings from the environment alone, not from `.env`
 *   --throw-away   starts with fresh data and forgets it at the end
 */
import { prepareEnvironment } from './environment/prepare-environment.ts';
import { readSettings } from './environment/read-settings.ts';
import { throwAwayDirectory } from './environment/throw-away.ts';
import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
import { build } from './product/build.ts';
import { loadServerPart } from './product/built-server.ts';
import { requireFreePort } from './product/require-free-port.ts';
import { runCommand } from './run-command.ts';
import { untilAborted } from './until-aborted.ts';

/** More than the embedded database needs to stop, in milliseconds. */
const DATABASE_STOP = 10_000;

const isBuilt = process.argv.includes('--no-build');
const ephemeral = process.argv.includes('--throw-away');
const hasEnvFile = !process.argv.includes('--no-env-file');

await runCommand(async (signal) => {
  await using cleanup = new AsyncDisposableStack();
  const settings = hasEnvFile ? readSettings() : process.env;
  await requireFreePort(settings);
  if (!isBuilt) {
    await build(['backend', 'frontend'], signal);
  }
  const dataDirectory = ephemeral ? throwAwayDirectory(cleanup) : settings.DATA_DIR;
  const environment = await prepareEnvironment(
    { ...settings, DATA_DIR: dataDirectory },
    async (directory) => {
      const database = await startEmbeddedPostgres({ directory, ephemeral });
      cleanup.defer(() => database.stop());
      return database;
    },
  );
  signal.throwIfAborted();
  const { migrate } = await loadServerPart('platform/schema/migrate');
  await migrate(environment);
  signal.throwIfAborted();

  const { serve } = await loadServerPart('serve');
  const server = await serve(environment);
  cleanup.defer(() => server.stop());
  const { exitOnUncaughtError } = await loadServerPart('last-resort');
  exitOnUncaughtError(() => cleanup.disposeAsync(), server.longestStop + DATABASE_STOP);
  console.log(`Taskward is ready: ${server.url}`);
  await Promise.race([untilAborted(signal), server.failure]);
});
