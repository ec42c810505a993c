/**
 * `npm run admin -- <command>`: the administrator's commands on the database of `DATABASE_URL`, or else on the embedded
 * one, whether `npm start` runs at the same time or not. Without arguments it lists them.
 */
import { needsOf } from './environment/admin-needs.ts';
import { openDatabase } from './database/open-database.ts';
import { prepareDataDirectory } from './environment/data-directory.ts';
import { prepareEnvironment } from './environment/prepare-environment.ts';
import { readSettings } from './environment/read-settings.ts';
import { provideSecretFiles } from './environment/secrets.ts';
import { build } from './product/build.ts';
import { loadServerPart } from './product/built-server.ts';
import { runCommand } from './run-command.ts';

const environmentFor = {
  nothing: () => process.env,
  secrets: withSecretFiles,
  database: withDatabase,
} as const;

await runCommand(async (signal) => {
  const args = process.argv.slice(2);
  await build(['backend'], signal);
  await using cleanup = new AsyncDisposableStack();
  const environment = await environmentFor[needsOf(args)](cleanup);
  const { runAdmin } = await loadServerPart('operations/admin/run-admin');
  process.exitCode = await runAdmin(environment, args, {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
  });
});

function withDatabase(cleanup: AsyncDisposableStack): Promise<NodeJS.ProcessEnv> {
  return prepareEnvironment(readSettings(), (directory) => openDatabase(directory, cleanup));
}

/** A personal installation keeps its generated secrets in files, so that rotation can rewrite them. */
function withSecretFiles(): NodeJS.ProcessEnv {
  const settings = readSettings();
  return settings.NODE_ENV === 'production'
    ? settings
    : { ...settings, ...provideSecretFiles(settings, prepareDataDirectory(settings)) };
}
