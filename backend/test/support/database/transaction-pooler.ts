import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Client } from 'pg';
import {
  endsTransaction,
  type Message,
  MessageReader,
  readParameters,
  ROLLBACK,
  WELCOME,
} from './pooler-messages';

/** What a connection remembers beyond a transaction, and a new one does not. */
const SESSION_STATE = `
  SELECT 'prepared statement' AS kind, statement AS what FROM pg_prepared_statements
  UNION ALL SELECT 'channel', channel FROM pg_listening_channels() AS channel
  UNION ALL SELECT 'advisory lock', objid::text FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
  UNION ALL SELECT 'temporary table', relname::text FROM pg_class
    WHERE relpersistence = 't' AND relnamespace = pg_my_temp_schema()
  UNION ALL SELECT 'cursor', name FROM pg_cursors WHERE name <> ''
  UNION ALL SELECT 'setting', name FROM pg_settings WHERE source = 'session'`;

/**
 * A pooler as PgBouncer is in transaction mode, but stricter: each transaction goes to the server connection that has
 * rested longest, so that hardly any two of one client go to the same. It keeps no prepared statements.
 */
export class TransactionPooler {
  /** What clients asked for when they connected. */
  readonly parameters = new Map<string, string>();
  private waiting: { client: Socket; give: (connection: ServerConnection) => void }[] = [];
  private readonly sockets = new Set<Socket>();
  /** Without the delay of small packets (RFC 896), which stands for 40 ms wherever a message goes out in two pieces. */
  private readonly server: Server = createServer({ noDelay: true }, (socket) => this.serve(socket));

  private constructor(
    private readonly databaseUrl: string,
    private readonly connections: ServerConnection[],
    private readonly resting = [...connections],
  ) {}

  static async start(databaseUrl: string, size: number): Promise<TransactionPooler> {
    const connections = await Promise.all(
      Array.from({ length: size }, () => ServerConnection.open(databaseUrl)),
    );
    const pooler = new TransactionPooler(databaseUrl, connections);
    await once(pooler.server.listen(0, '127.0.0.1'), 'listening');
    return pooler;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return Object.assign(new URL(this.databaseUrl), { port: String(port) }).href;
  }

  /** How many transactions each server connection has had. */
  get transactions(): number[] {
    return this.connections.map(({ transactions }) => transactions);
  }

  /** How many clients wait for a server connection. */
  get queue(): number {
    return this.waiting.length;
  }

  /** What is left of all transactions on the server connections. */
  async sessionState(): Promise<object[]> {
    return (await Promise.all(this.connections.map((each) => each.query(SESSION_STATE)))).flat();
  }

  async stop(): Promise<void> {
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
    await Promise.all(this.connections.map((connection) => connection.close()));
  }

  private serve(client: Socket): void {
    const reader = new MessageReader(false);
    let current: ServerConnection | undefined;
    let queue = Promise.resolve();
    const pass = async (message: Message): Promise<void> => {
      if (message.type === '') {
        readParameters(message).forEach((value, name) => this.parameters.set(name, value));
        client.write(WELCOME);
      } else if (message.type !== 'X') {
        current ??= await this.take(client, () => (current = undefined));
        current.send(message);
      }
    };
    this.sockets.add(client);
    client.on('data', (piece: Buffer) => {
      for (const message of reader.read(piece)) {
        queue = queue.then(() => pass(message));
      }
    });
    client.on('close', () => {
      this.sockets.delete(client);
      this.waiting = this.waiting.filter((each) => each.client !== client);
      current?.send(ROLLBACK);
    });
    client.on('error', () => undefined);
  }

  private async take(client: Socket, done: () => void): Promise<ServerConnection> {
    const connection =
      this.resting.shift() ??
      (await new Promise<ServerConnection>((give) => this.waiting.push({ client, give })));
    connection.lend(client, () => {
      done();
      const next = this.waiting.shift();
      if (next) {
        next.give(connection);
      } else {
        this.resting.push(connection);
      }
    });
    return connection;
  }
}

/** A connection to PostgreSQL that is lent to one client for one transaction. */
class ServerConnection {
  transactions = 0;
  private readonly reader = new MessageReader(true);
  private readonly ownListeners: ((piece: Buffer) => void)[];
  private forward: (message: Message) => void = () => undefined;

  private constructor(
    private readonly session: Client,
    private readonly socket: Socket,
  ) {
    this.ownListeners = socket.listeners('data') as ((piece: Buffer) => void)[];
    socket.removeAllListeners('data').on('data', (piece: Buffer) => {
      for (const message of this.reader.read(piece)) {
        this.forward(message);
      }
    });
  }

  /** The library signs in; from then on the socket is ours. */
  static async open(databaseUrl: string): Promise<ServerConnection> {
    const session = new Client(databaseUrl);
    await session.connect();
    const { stream } = (session as unknown as { connection: { stream: Socket } }).connection;
    return new ServerConnection(session, stream);
  }

  lend(client: Socket, giveBack: () => void): void {
    this.transactions += 1;
    this.forward = (message) => {
      if (endsTransaction(message)) {
        giveBack();
      }
      client.write(message.bytes);
    };
  }

  send({ bytes }: Pick<Message, 'bytes'>): void {
    this.socket.write(bytes);
  }

  /** When it is lent to nobody any more. */
  async query(sql: string): Promise<object[]> {
    this.socket.removeAllListeners('data');
    this.ownListeners.forEach((listener) => this.socket.on('data', listener));
    return (await this.session.query<object>(sql)).rows;
  }

  close(): Promise<void> {
    return this.session.end();
  }
}
