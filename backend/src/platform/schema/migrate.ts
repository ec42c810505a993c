import type { DataSource } from 'typeorm';
import { grantToApplicationRole } from './application-role';
import { asOwner } from './as-owner';
import { requireUtf8 } from './database-encoding';
import { underMigrationLock } from './migration-lock';

/**
 * Runs the migrations that have not run yet, as the owner; resolves to their names. Of several at once one does it, and
 * the others wait for it.
 */
export function migrate(environment: NodeJS.ProcessEnv): Promise<string[]> {
  return asOwner(environment, (dataSource, config) =>
    underMigrationLock(dataSource, async () => {
      await requireUtf8(dataSource);
      const executed = await dataSource.runMigrations();
      await grantToApplicationRole(dataSource, config.databaseUrl);
      return executed.map(({ name }) => name);
    }),
  );
}

/** Reverts the latest migration; resolves to its name, or to nothing when there is none. */
export function revert(environment: NodeJS.ProcessEnv): Promise<string[]> {
  return asOwner(environment, (dataSource) =>
    underMigrationLock(dataSource, async () => {
      const before = await executedMigrations(dataSource);
      await dataSource.undoLastMigration();
      const after = new Set(await executedMigrations(dataSource));
      return before.filter((name) => !after.has(name));
    }),
  );
}

async function executedMigrations(dataSource: DataSource): Promise<string[]> {
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => name);
}
