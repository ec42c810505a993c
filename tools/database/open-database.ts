import type { DatabaseUrls } from '../postgres/database-urls.ts';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.ts';
import { findPostgresInUse } from '../postgres/running-postgres.ts';

/** The embedded database: the one already run by `npm start`, otherwise one that `cleanup` stops again. */
export async function openDatabase(directory: string, cleanup: AsyncDisposableStack): Promise<DatabaseUrls> {
  const inUse = await findPostgresInUse(directory);
  if (inUse) {
    return inUse;
  }
  const database = await startEmbeddedPostgres({ directory });
  cleanup.defer(() => database.stop());
  return database;
}
