import type { Client, QueryConfig } from 'pg';
import type { DataSource } from 'typeorm';
import { ConfigurationError } from '../config/configuration-error';
import { NamedStatementsClient } from './named-statements';

/** PostgreSQL error codes: prepared statement does not exist, and already exists. */
const LOST = ['26000', '42P05'];
/** A pooler without a free server connection makes the second client wait indefinitely; in milliseconds. */
const PATIENCE = 2_000;
const STATEMENT = { name: 'taskward_probe', text: 'SELECT 1' };

/**
 * Whether a prepared statement survives statements of other clients. A second client holds a transaction open
 * meanwhile: the pooler assigns it the server connection that has the statement, or else the first client gets another
 * one. Both clients must be closed afterwards: an unanswered statement, such as the BEGIN, may still be executed.
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
    // Also unanswered when the pooler has no free connection: the caller closes both clients.
    await ask(other, { text: 'ROLLBACK' }).catch(() => undefined);
  }
}

function ask(client: Client, query: QueryConfig): Promise<unknown> {
  return client.query({ ...query, query_timeout: PATIENCE } as QueryConfig);
}

/**
 * If this cannot be determined, for example without a free connection, the server starts.
 * @throws ConfigurationError if named statements get lost: most requests would fail.
 */
export async function requireKeptStatements(dataSource: DataSource): Promise<void> {
  if ((await findLoss(dataSource).catch(() => 'unknown')) === 'lost') {
    throw new ConfigurationError([
      'DATABASE_NAMED_STATEMENTS: must be off for a pooler that gives each transaction another connection and does not ' +
        'keep prepared statements; or let it keep them (PgBouncer 1.21: max_prepared_statements)',
    ]);
  }
}

/** Probes with connections of the pool, which discards them afterwards: no request gets a closed one. */
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
