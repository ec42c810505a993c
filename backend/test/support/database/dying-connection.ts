import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';

const READY_FOR_QUERY = Buffer.from('Z\0\0\0\x05I');
/** `ErrorResponse` (https://www.postgresql.org/docs/current/protocol-message-formats.html), field by field. */
const LAST_WORDS = [
  'SFATAL',
  'VFATAL',
  'C57P02',
  'Mterminating connection because of crash of another server process',
];

/** A way to a database whose new connections end, once they are ready, before anybody could use them. */
export class DyingConnections {
  private constructor(
    private readonly server: Server,
    /** The address of the same database by this way. */
    readonly url: string,
  ) {}

  static async to(databaseUrl: string): Promise<DyingConnections> {
    const url = new URL(databaseUrl);
    const { port } = url;
    const server = createServer((client) => {
      const database = connect(Number(port), '127.0.0.1');
      client.pipe(database);
      client.on('error', () => database.destroy());
      database.on('data', (chunk) => {
        client.write(endsReady(chunk) ? Buffer.concat([chunk, lastWords()]) : chunk);
      });
      client.on('close', () => database.destroy());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url.port = String((server.address() as AddressInfo).port);
    return new DyingConnections(server, url.href);
  }

  close(): void {
    this.server.close();
  }
}

function endsReady(chunk: Buffer): boolean {
  return chunk.subarray(-READY_FOR_QUERY.length).equals(READY_FOR_QUERY);
}

/** In one piece with what came before, as they may arrive. */
function lastWords(): Buffer {
  const fields = Buffer.from([...LAST_WORDS, '', ''].join('\0'));
  const length = Buffer.alloc(4);
  length.writeInt32BE(length.length + fields.length);
  return Buffer.concat([Buffer.from('E'), length, fields]);
}
