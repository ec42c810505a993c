import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { findFreePort } from './free-port';

/** A port of its own that leads to the test database, or where nobody listens. */
export class PortToDatabase {
  private server: Server | undefined;

  private constructor(
    private target: URL,
    /** The address of the same database by way of this port. */
    readonly url: string,
  ) {}

  /** The port is free and closed at first. */
  static async to(databaseUrl: string): Promise<PortToDatabase> {
    const url = new URL(databaseUrl);
    url.port = String(await findFreePort());
    return new PortToDatabase(new URL(databaseUrl), url.href);
  }

  /** From now on to a server at another address. */
  leadTo(databaseUrl: string): void {
    this.target = new URL(databaseUrl);
  }

  async open(): Promise<void> {
    this.server = createServer((client) => {
      const { hostname, port } = this.target;
      const database = connect(Number(port), hostname);
      client.pipe(database).pipe(client);
      client.on('error', () => database.destroy());
      database.on('error', () => client.destroy());
    }).listen(Number(new URL(this.url).port), '127.0.0.1');
    await once(this.server, 'listening');
  }

  close(): void {
    this.server?.close();
  }
}
