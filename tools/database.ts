/**
 * `npm run db:migrate`, `db:revert`, `db:seed`, `db:purge` and `db:generate -- name-of-change`: on the database of
 * `DATABASE_URL`, or else on the embedded one, whether `npm start` runs at the same time or not.
 */
import { generateMigration } from './database/generate-migration.ts';
import { openDatabase } from './database/open-database.ts';
import { prepareEnvironment } from './environment/prepare-environment.ts';
import { readSettings } from './environment/read-settings.ts';
import { build } from './product/build.ts';
import { loadServerPart } from './product/built-server.ts';
import { runCommand } from './run-command.ts';
import { StartupError } from './startup-error.ts';

type Command = (environment: NodeJS.ProcessEnv, argument?: string) => Promise<string>;

const commands: Record<string, Command> = {
  async migrate(environment) {
    const { migrate } = await loadServerPart('platform/schema/migrate');
    const names = await migrate(environment);
    return names.length > 0 ? `Migrated: ${names.join(', ')}` : 'The database is up to date.';
  },
  async revert(environment) {
    const { revert } = await loadServerPart('platform/schema/migrate');
    const names = await revert(environment);
    return names.length > 0 ? `Reverted: ${names.join(', ')}` : 'There is nothing to revert.';
  },
  async generate(environment, name) {
    const { migrate } = await loadServerPart('platform/schema/migrate');
    await migrate(environment);
    return `Wrote ${await generateMigration(environment, name)}`;
  },
  async seed(environment) {
    const { migrate } = await loadServerPart('platform/schema/migrate');
    await migrate(environment);
    const { seed } = await loadServerPart('seed');
    const { email, password } = await seed(environment);
    return `Sign in as ${email} with the password ${password}`;
  },
  async purge(environment) {
    const { purgeAuditEvents } = await loadServerPart('operations/admin/purge-audit-events');
    const count = await purgeAuditEvents(environment);
    return `Security events purged: ${count}`;
  },
};

await runCommand(async (signal) => {
  const [name = '', argument] = process.argv.slice(2);
  const command = commands[name];
  if (!command) {
    throw new StartupError(`Usage: node tools/database.ts ${Object.keys(commands).join('|')}`);
  }
  await build(['backend'], signal);
  await using cleanup = new AsyncDisposableStack();
  const environment = await prepareEnvironment(readSettings(), (directory) =>
    openDatabase(directory, cleanup),
  );
  console.log(await command(environment, argument));
});
