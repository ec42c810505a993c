import { setImmediate as nextTurn } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';
import { migrate } from '../../../src/platform/schema/migrate';
import { OwnPostgres } from '../database/own-postgres';
import { PortToDatabase } from '../database/port-to-database';
import { expiredToken } from '../people/forged-token';
import type { PatientVisitor } from '../people/patient-visitor';
import { ServerProcess } from './server-process';
import { SmallBalancer } from './small-balancer';
import { testEnvironment } from './test-environment';

/** All of it, to be broken: a PostgreSQL that keeps what it commits, two server processes, a balancer. */
export class Installation {
  private constructor(
    private readonly postgres: OwnPostgres,
    private readonly portToDatabase: PortToDatabase,
    private ownerUrl: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly servers: ServerProcess[],
    private readonly balancer: SmallBalancer,
  ) {}

  /** @param settings environment variables that differ from those of a test. */
  static async start(settings: NodeJS.ProcessEnv = {}): Promise<Installation> {
    const postgres = new OwnPostgres(undefined, true);
    const { applicationUrl, ownerUrl } = await postgres.start();
    const port = await PortToDatabase.to(applicationUrl);
    await port.open();
    const environment = testEnvironment({
      DATABASE_URL: port.url,
      DATABASE_MIGRATION_URL: ownerUrl,
      ...settings,
    });
    await migrate(environment);
    const servers = await Promise.all([startServer(environment), startServer(environment)]);
    const balancer = await SmallBalancer.start(servers.map(({ url }) => url));
    return new Installation(postgres, port, ownerUrl, environment, servers, balancer);
  }

  get url(): string {
    return this.balancer.url;
  }

  /** As the owner, who sees every row. */
  async query<Row extends QueryResultRow>(sql: string): Promise<Row[]> {
    const owner = await this.connect();
    try {
      return (await owner.query<Row>(sql)).rows;
    } finally {
      await owner.end();
    }
  }

  /**
   * Has somebody renew their access with the next request, in place of waiting; by a new refresh token, unless an attempt
   * with the old one may still be under way, which no window would cover any more.
   */
  async growOld(visitor: PatientVisitor): Promise<void> {
    visitor.accessToken = expiredToken(visitor.accessToken ?? '', this.environment.JWT_SECRETS ?? '');
    if (!visitor.hasLostRenewal) {
      const age = `UPDATE sessions SET rotated_at = now() - interval '1 h' WHERE user_id = '${visitor.userId}'`;
      // The database may be away, as everything here.
      await this.query(age).catch(() => undefined);
    }
  }

  /** `kill -9`, and a new process in its place. */
  async killServer(place: number): Promise<void> {
    const server = this.servers[place];
    server?.kill('SIGKILL');
    expect(await server?.ending).toMatchObject({ code: null });
    this.servers[place] = await startServer(this.environment, new URL(server?.url ?? '').port);
  }

  /** `kill -9` of the whole database, and a start at another port. */
  async killDatabase(): Promise<void> {
    const { applicationUrl, ownerUrl } = await this.postgres.crash();
    this.ownerUrl = ownerUrl;
    this.portToDatabase.leadTo(applicationUrl);
  }

  /** `kill -9` of a process that writes for a server: PostgreSQL ends all others and recovers by itself. */
  async killDatabaseConnection(): Promise<void> {
    const owner = await this.connect();
    for (let found = false; !found; await nextTurn()) {
      const { rows } = await owner.query<{ pid: number }>(
        `SELECT pid FROM pg_locks WHERE relation = 'tasks'::regclass AND mode = 'RowExclusiveLock' LIMIT 1`,
      );
      rows.forEach(({ pid }) => (found = process.kill(pid, 'SIGKILL')));
    }
    await owner.end();
  }

  cutConnectionsToDatabase(): void {
    this.portToDatabase.cut();
  }

  cutConnectionsOfClients(): void {
    this.balancer.cut();
  }

  async stop(): Promise<void> {
    await this.balancer.stop();
    for (const server of this.servers) {
      server.kill('SIGTERM');
      const ending = await server.ending;
      expect(server.log.filter(({ level }) => level === 'fatal')).toEqual([]);
      expect(ending).toEqual({ code: 0, stderr: '' });
    }
    this.portToDatabase.close();
    await this.postgres.remove();
  }

  private async connect(): Promise<Client> {
    const owner = new Client(this.ownerUrl);
    // Lost with the process that was killed.
    owner.on('error', () => undefined);
    await owner.connect();
    return owner;
  }
}

async function startServer(environment: NodeJS.ProcessEnv, port?: string): Promise<ServerProcess> {
  const server = await ServerProcess.start(environment, port);
  await server.ready();
  return server;
}
