import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../../tools/postgres/embedded-postgres.ts';
import { makeTemplate } from './database/template-database.mjs';
import { bundleTestServer } from './servers/server-bundle.mjs';
import { keepServers } from './servers/shared-servers.mjs';

/** One throw-away PostgreSQL for the whole run, with a migrated database to be copied, and the servers that specs share. */
export default async function setUp({ collectCoverage, rootDir }) {
  const bundled = bundleTestServer(rootDir);
  const directory = await mkdtemp(join(tmpdir(), 'taskward-jest-'));
  const database = await startEmbeddedPostgres({ directory, ephemeral: true });
  const undo = [() => rm(directory, { recursive: true }), () => database.stop()];
  globalThis.tearDownTests = async () => {
    while (undo.length > 0) {
      await undo.pop()();
    }
  };
  process.env.TEST_SERVER_FOLDER = await bundled;
  process.env.TEST_DATABASE_OWNER_URL = database.ownerUrl;
  process.env.TEST_DATABASE_APP_URL = database.applicationUrl;
  process.env.TEST_DATABASE_TEMPLATE = await makeTemplate(database);

  // What is covered is seen in the workers of Jest alone.
  if (!collectCoverage) {
    const servers = await keepServers();
    undo.push(servers.stop);
    process.env.TEST_SERVERS_URL = servers.url;
  }
}
