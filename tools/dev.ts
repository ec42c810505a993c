/**
 * `npm run dev`: both sides are compiled again when a file changes, and the server starts anew with the result.
 * The portal is served by the backend as in production, so there is one origin, its cookies and its content
 * security policy; reload the page to see a change.
 */
import { openDatabase } from './database/open-database.ts';
import { runWatchers, watchersFor } from './dev/watchers.ts';
import { prepareEnvironment } from './environment/prepare-environment.ts';
import { readSettings } from './environment/read-settings.ts';
import { build } from './product/build.ts';
import { requireFreePort } from './product/require-free-port.ts';
import { runCommand } from './run-command.ts';

await runCommand(async (signal) => {
  await using cleanup = new AsyncDisposableStack();
  const settings = readSettings();
  await requireFreePort(settings);
  await build(['backend'], signal);
  const environment = await prepareEnvironment(settings, (directory) => openDatabase(directory, cleanup));
  signal.throwIfAborted();
  await runWatchers(watchersFor(environment), signal);
});
