import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import type { Answer } from '../people/visitor';

export interface RawRequest {
  method?: string;
  path: string;
  /** Name and value by turns, sent exactly so: `fetch` would merge, change or refuse some. */
  fields?: string[];
  body?: string | Buffer;
}

/** A request by hand, over a connection of its own. */
export function sendRaw(
  url: string,
  { method = 'GET', path, fields = [], body }: RawRequest,
): Promise<Answer> {
  const { hostname, port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const headers = ['Host', host, 'Connection', 'close', ...fields];
    request({ hostname, port, method, path, headers }, (response) => {
      const type = response.headers['content-type'] ?? '';
      readWhole(response, type).then((text) => {
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers(
            Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
              values.map((value): [string, string] => [name, value]),
            ),
          ),
          text,
          body: (type.includes('json') && text ? JSON.parse(text) : {}) as Record<string, unknown>,
        });
      }, reject);
    })
      .on('error', reject)
      .end(body);
  });
}

/** A stream of events has no end: its head is all of it that is read. */
async function readWhole(response: IncomingMessage, type: string): Promise<string> {
  if (type.startsWith('text/event-stream')) {
    response.destroy();
    return '';
  }
  return readText(response);
}

/** Everything that the server sends back for these bytes, until it closes the connection. */
export async function sendBytes(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  return readText(socket);
}
