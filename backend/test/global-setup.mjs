import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../tools/postgres/embedded-postgres.ts';
import { makeTemplate } from './template-database.mjs';

/** One throw-away PostgreSQL for the whole run; each spec file makes its own database in it, as a copy of one. */
export default async function startDatabase() {
  const directory = await mkdtemp(join(tmpdir(), 'taskward-jest-'));
  const database = await startEmbeddedPostgres({ directory, ephemeral: true });

  process.env.TEST_DATABASE_OWNER_URL = database.ownerUrl;
  process.env.TEST_DATABASE_APP_URL = database.applicationUrl;
  globalThis.stopTestDatabase = async () => {
    await database.stop();
    await rm(directory, { recursive: true });
  };
  process.env.TEST_DATABASE_TEMPLATE = await makeTemplate(database);
}
