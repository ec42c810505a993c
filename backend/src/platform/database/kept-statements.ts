import type { Client, QueryConfig } from 'pg';
import type { DataSource } from 'typeorm';
import { ConfigurationError } from '../config/configuration-error';
import { NamedStatementsClient } from './named-statements';

/** Of PostgreSQL: a prepared statement that does not exist, and one that exists already. */
const LOST = ['26000', '42P05'];
/** A pooler without a connection to spare lets the other one wait for as long as it likes; in milliseconds. */
const PATIENCE = 2_000;
const STATEMENT = { name: 'taskward_probe', text: 'SELECT 1' };

/**
 * Whether a statement that was prepared is still there when others came in between. Somebody else has a transaction open
 * meanwhile: a pooler gives it the connection where the statement is already, or the next one another connection.
 * Both have to be ended afterwards: what was not answered in time may still be carried out, as a BEGIN.
 */
export async function keepsStatements(client: Client, other: Client): Promise<boolean> {
  try {
    await ask(client, STATEMENT);
    await ask(other, { text: 'BEGIN' });
    await ask(other, STATEMENT);
    await ask(client, STATEMENT);
    return true;
  } catch (error) {
    if (LOST.includes((error as { code?: string }).code ?? '')) {
      return false;
    }
    throw error;
  } finally {
    // Not answered either where the pooler has no connection to spare: the caller ends both.
    await ask(other, { text: 'ROLLBACK' }).catch(() => undefined);
  }
}

function ask(client: Client, query: QueryConfig): Promise<unknown> {
  return client.query({ ...query, query_timeout: PATIENCE } as QueryConfig);
}

/**
 * Where it cannot be told, as without a connection to spare, the server starts.
 * @throws ConfigurationError where named statements get lost: most requests would fail.
 */
export async function requireKeptStatements(dataSource: DataSource): Promise<void> {
  if ((await findLoss(dataSource).catch(() => 'unknown')) === 'lost') {
    throw new ConfigurationError([
      'DATABASE_NAMED_STATEMENTS: must be off for a pooler that gives each transaction another connection and does not ' +
        'keep prepared statements; or let it keep them (PgBouncer 1.21: max_prepared_statements)',
    ]);
  }
}

/** By connections of the pool, which drops them afterwards: it gives no request one that has been ended. */
async function findLoss(dataSource: DataSource): Promise<'lost' | 'none'> {
  const [runner, other] = [dataSource.createQueryRunner(), dataSource.createQueryRunner()];
  const probed: Client[] = [];
  try {
    const client = (await runner.connect()) as Client;
    if (!(client instanceof NamedStatementsClient)) {
      return 'none';
    }
    const second = (await other.connect()) as Client;
    probed.push(client, second);
    return (await keepsStatements(client, second)) ? 'none' : 'lost';
  } finally {
    probed.forEach((client) => {
      client.end(() => undefined);
    });
    await Promise.all([runner.release(), other.release()]);
  }
}
