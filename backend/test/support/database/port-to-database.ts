import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { findFreePort } from '../servers/free-port';

/** A port of its own that leads to the test database, or where nobody listens. */
export class PortToDatabase {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();

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
    // Without the delay of small packets (RFC 896), which stands for 40 ms wherever a message goes out in two pieces.
    this.server = createServer({ noDelay: true }, (client) => {
      const { hostname, port } = this.target;
      const database = connect({ port: Number(port), host: hostname, noDelay: true });
      client.pipe(database).pipe(client);
      this.keep(client, database);
      client.on('error', () => database.destroy());
      database.on('error', () => client.destroy());
    }).listen(Number(new URL(this.url).port), '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** Ends every connection in the middle of whatever it carries; new ones are welcome. */
  cut(): void {
    this.sockets.forEach((socket) => socket.resetAndDestroy());
  }

  close(): void {
    this.server?.close();
  }

  private keep(...sockets: Socket[]): void {
    for (const socket of sockets) {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    }
  }
}
