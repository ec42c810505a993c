import { prepareEnvironment } from '../../environment/prepare-environment.ts';
import { throwAwayDirectory } from '../../environment/throw-away.ts';
import { startEmbeddedPostgres } from '../../postgres/embedded-postgres.ts';
import { loadServerPart } from '../../product/built-server.ts';
import { Database } from './database.ts';

export interface World {
  readonly database: Database;
  /** The product's default settings, but without rate limits for the benchmark. */
  readonly environment: NodeJS.ProcessEnv;
}

/** A temporary database: nothing is flushed to disk, and it is deleted afterwards. */
export async function createWorld(cleanup: AsyncDisposableStack): Promise<World> {
  const settings = {
    DATA_DIR: throwAwayDirectory(cleanup),
    // The same for every server, whatever its port: tokens name it as issuer, and cookie names get no port.
    PUBLIC_URL: 'http://localhost',
    ACCESS_TOKEN_TTL: '12h',
    AUTH_THROTTLE: 'off',
    LOG_FORMAT: 'json',
  };
  const environment = await prepareEnvironment(settings, async (directory) => {
    const postgres = await startEmbeddedPostgres({ directory, ephemeral: true });
    cleanup.defer(() => postgres.stop());
    return postgres;
  });
  const { migrate } = await loadServerPart('platform/schema/migrate');
  await migrate(environment);
  const database = await Database.connect(environment.DATABASE_MIGRATION_URL ?? '');
  cleanup.defer(() => database.end());
  return { database, environment };
}
