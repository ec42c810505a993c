import { prepareEnvironment } from '../../environment/prepare-environment.ts';
import { throwAwayDirectory } from '../../environment/throw-away.ts';
import { startEmbeddedPostgres } from '../../postgres/embedded-postgres.ts';
import { loadServerModule } from '../../product/built-server.ts';
import { Database } from './database.ts';

export interface World {
  readonly database: Database;
  /** The settings of the product: those it has by default, but without limits for the one that measures. */
  readonly environment: NodeJS.ProcessEnv;
}

/** A database of its own in memory's reach: nothing is forced to disk, and nothing is left of it. */
export async function createWorld(cleanup: AsyncDisposableStack): Promise<World> {
  const settings = {
    DATA_DIR: throwAwayDirectory(cleanup),
    // Of every server, whatever port it has: tokens name it as their issuer, and cookies have no port in their names.
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
  await loadServerModule('platform/schema/migrate').migrate(environment);
  const database = await Database.connect(environment.DATABASE_MIGRATION_URL ?? '');
  cleanup.defer(() => database.end());
  return { database, environment };
}
