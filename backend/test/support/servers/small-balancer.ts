import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createProxyServer } from 'httpxy';

/** A balancer where there is no nginx: each request goes to the next server, and what a client claims of itself ends. */
export class SmallBalancer {
  private readonly proxy = createProxyServer({ xfwd: true });
  private readonly clients = new Set<Socket>();
  private readonly server: Server;
  private next = 0;

  private constructor(private readonly servers: string[]) {
    // Clients are told how long a server keeps a connection, so this one must not end it sooner.
    this.server = createServer(
      { keepAliveTimeout: 0 },
      (request, response) => void this.forward(request, response),
    );
    this.server.on('connection', (client: Socket) => {
      this.clients.add(client);
      client.once('close', () => this.clients.delete(client));
    });
  }

  /** @param servers the addresses that it spreads requests over. */
  static async start(servers: string[]): Promise<SmallBalancer> {
    const balancer = new SmallBalancer(servers);
    balancer.server.listen(0, '127.0.0.1');
    await once(balancer.server, 'listening');
    return balancer;
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends every connection of a client in the middle of whatever it carries; new ones are welcome. */
  cut(): void {
    this.clients.forEach((client) => client.resetAndDestroy());
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    delete request.headers['x-forwarded-for'];
    const target = this.servers[this.next++ % this.servers.length];
    try {
      await this.proxy.web(request, response, { target });
    } catch {
      refuse(response);
    }
  }
}

/** The server is gone: 502 where nothing was answered yet, else the answer breaks off. */
function refuse(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
  } else {
    response.writeHead(502).end();
  }
}
