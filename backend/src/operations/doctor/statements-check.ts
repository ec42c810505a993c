import { Client } from 'pg';
import type { Config } from '../../platform/config/config';
import { keepsStatements } from '../../platform/database/kept-statements';
import { fail, type Finding, ok } from './finding';

/** Whether prepared statements survive statements of other clients. */
export async function examineStatements(config: Config): Promise<Finding> {
  if (!config.databaseNamedStatements) {
    return ok('statements', 'Prepared anew each time, as a transaction pooler wants it.');
  }
  return (await areKept(config))
    ? ok('statements', 'Prepared once for each connection.')
    : fail(
        'statements',
        'A pooler gives each transaction another connection, and does not keep prepared statements.',
        'Set DATABASE_NAMED_STATEMENTS=off, or let the pooler keep them (PgBouncer 1.21: max_prepared_statements).',
      );
}

async function areKept(config: Config): Promise<boolean> {
  await using cleanup = new AsyncDisposableStack();
  return await keepsStatements(await connect(config, cleanup), await connect(config, cleanup));
}

async function connect(config: Config, cleanup: AsyncDisposableStack): Promise<Client> {
  const client = new Client({
    connectionString: config.databaseUrl,
    connectionTimeoutMillis: config.databaseConnectionTimeout,
    query_timeout: config.databaseStatementTimeout,
  });
  cleanup.defer(() => client.end());
  await client.connect();
  return client;
}
