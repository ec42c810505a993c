import { Pool, type PoolClient, type QueryArrayResult, type QueryResult } from 'pg';

/** Runs statements and resolves to what they give, as a TypeORM `DataSource` does. */
export interface Statements {
  query<T = unknown>(sql: string, parameters?: unknown[]): Promise<T>;
}

/** A connection of its own, for a transaction. */
export interface Connection extends Statements {
  release(): void;
}

/** A few connections to a database, for specs that would load a thousand modules for a `DataSource`. */
export class SqlPool implements Statements {
  private readonly pool: Pool;
  private readonly lent = new Set<PoolClient>();

  constructor(url: string) {
    this.pool = new Pool({ connectionString: url, max: 2 });
    // A connection was lost while nobody used it: the next statement gets another one.
    this.pool.on('error', () => undefined);
  }

  async query<T>(sql: string, parameters?: unknown[]): Promise<T> {
    return resultOf<T>(await this.pool.query(sql, parameters));
  }

  async connect(): Promise<Connection> {
    const client = await this.pool.connect();
    this.lent.add(client);
    return {
      query: async <T>(sql: string, parameters?: unknown[]) =>
        resultOf<T>(await client.query(sql, parameters)),
      release: () => {
        this.lent.delete(client);
        client.release();
      },
    };
  }

  /** Also of transactions that a test left open when it failed. */
  async end(): Promise<void> {
    this.lent.forEach((client) => client.release(true));
    await this.pool.end();
  }
}

function resultOf<T>({ command, rows, rowCount }: QueryResult | QueryArrayResult): T {
  return (command === 'UPDATE' || command === 'DELETE' ? [rows, rowCount] : rows) as T;
}
