/**
 * The servers that the browser tests talk to: one for each worker, so that no test waits for the work of another one.
 * They share a database as replicas do, since each test has people of its own. When all of them answer, one line tells
 * the database's address and the folder of the secrets.
 */
import { databaseFolder } from '../tools/environment/data-directory.ts';
import { throwAwayDirectory } from '../tools/environment/throw-away.ts';
import { startEmbeddedPostgres } from '../tools/postgres/embedded-postgres.ts';
import { runCommand } from '../tools/run-command.ts';
import { StartupError } from '../tools/startup-error.ts';
import { untilAborted } from '../tools/until-aborted.ts';
import { serverSettings, workerCount } from './servers.ts';
import { ProductProcess } from './src/support/product-process.ts';

await runCommand(async (signal) => {
  await using cleanup = new AsyncDisposableStack();
  const dataDirectory = throwAwayDirectory(cleanup);
  const database = await startEmbeddedPostgres({ directory: databaseFolder(dataDirectory), ephemeral: true });
  cleanup.defer(() => database.stop());
  signal.throwIfAborted();

  const settings = {
    DATA_DIR: dataDirectory,
    DATABASE_URL: database.applicationUrl,
    DATABASE_MIGRATION_URL: database.ownerUrl,
  };
  const workers = Array.from({ length: workerCount }, (_, worker) => worker);
  const servers = await Promise.all(
    workers.map((worker) => ProductProcess.start({ ...settings, ...serverSettings(worker) })),
  );
  cleanup.defer(async () => {
    servers.forEach((server) => server.kill('SIGTERM'));
    await Promise.all(servers.map(({ ending }) => ending));
  });
  const endings = Promise.race(servers.map(({ ending }) => ending));
  await Promise.race([Promise.all(servers.map((server) => server.ready())), untilAborted(signal)]);
  signal.throwIfAborted();

  console.log(`Ready: database ${database.ownerUrl} secrets ${dataDirectory}/secrets`);
  const ended = await Promise.race([untilAborted(signal), endings]);
  if (!signal.aborted) {
    throw new StartupError(`A server has ended: ${ended?.stderr}`);
  }
});
