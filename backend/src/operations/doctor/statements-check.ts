import { Client } from 'pg';
import type { Config } from '../../platform/config/config';
import { fail, type Finding, ok } from './finding';

/** Of PostgreSQL: a prepared statement that does not exist, and one that exists already. */
const LOST = ['26000', '42P05'];
const STATEMENT = { name: 'taskward_doctor', text: 'SELECT 1' };

/** Whether a statement that was prepared is still there when others came in between. */
export async function examineStatements(config: Config): Promise<Finding> {
  if (!config.databaseNamedStatements) {
    return ok('statements', 'Prepared anew each time, as a transaction pooler wants it.');
  }
  return (await keepsStatements(config))
    ? ok('statements', 'Prepared once for each connection.')
    : fail(
        'statements',
        'A pooler gives each transaction another connection, and does not keep prepared statements.',
        'Set DATABASE_NAMED_STATEMENTS=off, or let the pooler keep them (PgBouncer 1.21: max_prepared_statements).',
      );
}

/** Somebody else has a transaction open meanwhile, so that a pooler has to give the next one another connection. */
async function keepsStatements(config: Config): Promise<boolean> {
  await using cleanup = new AsyncDisposableStack();
  const [client, other] = [await connect(config, cleanup), await connect(config, cleanup)];
  await client.query(STATEMENT);
  await other.query('BEGIN');
  try {
    await client.query(STATEMENT);
    return true;
  } catch (error) {
    if (LOST.includes((error as { code?: string }).code ?? '')) {
      return false;
    }
    throw error;
  }
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
