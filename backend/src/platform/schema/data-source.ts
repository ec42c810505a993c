import type { Client } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from '../../../../migrations';
import type { Config } from '../config/config';
import { NamedStatementsClient } from '../database/named-statements';
import { UnnamedStatementsClient } from '../database/unnamed-statements';
import { valueParsers } from '../database/value-parsers';

export const POOL_SIZE = 10;

/** What statements and the texts of values rely on, whatever the database or the role has for its own. */
const CONVENTIONS = [
  '-c timezone=UTC',
  '-c datestyle=ISO,YMD',
  '-c intervalstyle=postgres',
  '-c bytea_output=hex',
  '-c default_transaction_isolation=read\\ committed',
].join(' ');
/**
 * Plans are made for any parameters: those for particular ones are hardly better, and where PostgreSQL finds them so, as
 * for the last page of a list, it plans the statement anew for each request.
 */
const GENERIC_PLANS = '-c plan_cache_mode=force_generic_plan';
/** A statement has one process of the database, so that it leaves the processors to others. */
const ONE_PROCESS = '-c max_parallel_workers_per_gather=0';

/**
 * Milliseconds. A new connection makes a process of the database, signs in, and plans each statement that it has not had
 * yet: several that are opened together, because a burst of requests finds none, keep everybody waiting for half a second.
 */
const IDLE_CONNECTION_LIFETIME = 300_000;

type ServerSettings = Pick<
  Config,
  'databaseNamedStatements' | 'databaseConnectionTimeout' | 'databaseStatementTimeout'
>;

/**
 * A connection can break in the very packet that opens it, before its taker listens, and an error that nobody hears
 * ends the process. The next statement reports it.
 */
function hearErrors(client: Client): void {
  client.on('error', () => undefined);
}

/** The classes that describe tables: each wing lists its own. */
export type Entities = readonly (new () => object)[];

/**
 * The one description of the database, for the server, the migrations and the TypeORM command line.
 * @param connectionTimeout milliseconds.
 * @param entities none where statements are enough.
 */
export function dataSourceOptions(
  url: string,
  connectionTimeout: number,
  entities: Entities = [],
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: 'taskward',
    entities: [...entities],
    migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    poolSize: POOL_SIZE,
    connectTimeoutMS: connectionTimeout,
    poolErrorHandler: () => undefined, // A broken idle connection: the pool drops it, the next query reports.
    extra: { types: valueParsers, options: CONVENTIONS, onConnect: hearErrors },
  };
}

/** The same for the server, which must not wait: a decision within five seconds of arrival or none. */
export function serverDataSourceOptions(
  url: string,
  settings: ServerSettings,
  entities?: Entities,
): DataSourceOptions {
  const options = dataSourceOptions(url, settings.databaseConnectionTimeout, entities);
  return {
    ...options,
    extra: {
      ...(options.extra as object),
      options: `${CONVENTIONS} ${GENERIC_PLANS} ${ONE_PROCESS}`,
      idleTimeoutMillis: IDLE_CONNECTION_LIFETIME,
      statement_timeout: settings.databaseStatementTimeout,
      Client: settings.databaseNamedStatements ? NamedStatementsClient : UnnamedStatementsClient,
    },
  };
}

/** The same for a replica of a primary, which has to answer soon: the primary can. */
export function replicaDataSourceOptions(
  url: string,
  settings: ServerSettings,
  primary: DataSource,
): DataSourceOptions {
  const options = serverDataSourceOptions(url, settings);
  const { entities = [] } = primary.options;
  const query_timeout = settings.databaseStatementTimeout;
  return { ...options, entities, extra: { ...(options.extra as object), query_timeout, keepAlive: true } };
}

/**
 * @param connectionTimeout milliseconds.
 * @param entities none where statements are enough.
 */
export function createDataSource(url: string, connectionTimeout: number, entities?: Entities): DataSource {
  return new DataSource(dataSourceOptions(url, connectionTimeout, entities));
}
