import pg from 'pg';
import { parentOf } from '../processes/process-usage.ts';

/** The owner's view of the database, for generating data that would take hours through the product. */
export class Database {
  readonly version: string;
  /** The parent of all PostgreSQL processes; undefined where the system does not tell. */
  readonly pid: number | undefined;
  readonly #client: pg.Client;

  private constructor(client: pg.Client, version: string, pid: number | undefined) {
    this.#client = client;
    this.version = version;
    this.pid = pid;
  }

  static async connect(url: string): Promise<Database> {
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query<{ version: string; pid: number }>(
      `SELECT current_setting('server_version') AS version, pg_backend_pid() AS pid`,
    );
    const { version = '', pid = 0 } = rows[0] ?? {};
    return new Database(client, version, parentOf(pid));
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#client.query<Row>(text, values);
    return rows;
  }

  async end(): Promise<void> {
    await this.#client.end();
  }
}
