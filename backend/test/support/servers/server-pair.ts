import { createTestDatabase, type TestDatabase } from '../database/test-database';
import { type Answer, Visitor } from '../people/visitor';
import { type LogLine, ServerProcess } from './server-process';

type Place = 0 | 1;

/** Two server processes on one database, as behind a load balancer. */
export class ServerPair {
  private constructor(
    readonly database: TestDatabase,
    private readonly servers: [ServerProcess, ServerProcess],
  ) {}

  /** @param settings environment variables that differ from those of a test. */
  static async start(settings: NodeJS.ProcessEnv = {}): Promise<ServerPair> {
    const database = await createTestDatabase(settings);
    const start = () => startReady(database.environment);
    return new ServerPair(database, await Promise.all([start(), start()]));
  }

  get urls(): [string, string] {
    return [this.servers[0].url, this.servers[1].url];
  }

  /** What the server that is at that place now has logged so far, and what it still logs. */
  logOf(place: Place): readonly LogLine[] {
    return this.servers[place].log;
  }

  /** Resolves when the log of each says that it gave one of these answers. */
  async bothGave(answers: Answer[]): Promise<void> {
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    const isOne = ({ msg, requestId }: LogLine) => msg === 'request' && ids.includes(String(requestId));
    await Promise.all(this.servers.map((server) => server.untilLogged(isOne)));
  }

  /** Somebody new, at the first server. */
  visitor(): Visitor {
    return new Visitor(this.servers[0].url);
  }

  /** The same browser, by way of one of the servers. */
  via(place: Place, visitor: Visitor): Visitor {
    return Object.assign(visitor.clone(), { url: this.urls[place] });
  }

  /** So many copies of a browser, every other by way of the second server. */
  split(count: number, visitor: Visitor): Visitor[] {
    return Array.from({ length: count }, (_, index) => this.via(index % 2 ? 1 : 0, visitor));
  }

  /** One server lets its requests end and comes back, at another address, while the other one goes on. */
  async restart(place: Place, settings: NodeJS.ProcessEnv = {}): Promise<void> {
    await endCleanly(this.servers[place]);
    this.servers[place] = await startReady({ ...this.database.environment, ...settings });
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map(endCleanly));
    await this.database.drop();
  }
}

export async function startReady(environment: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const server = await ServerProcess.start(environment);
  await server.ready();
  return server;
}

/** As SIGTERM ends a server that is well. */
export async function endCleanly(server: ServerProcess): Promise<void> {
  server.kill('SIGTERM');
  expect(await server.ending).toEqual({ code: 0, stderr: '' });
}
