import { request } from 'node:http';
import type { Socket } from 'node:net';
import { HttpClient } from './http-client.ts';

/** A CSV file of about 20 MiB with many long tasks, so that reading it takes a while. */
const FILE = `title,description\n${`A task,${'water '.repeat(70)}\n`.repeat(48_000)}`;

/** Exports that are requested but not read, and uploads sent all at once. */
export class UnreadFiles {
  readonly #url: string;
  readonly #sockets: Socket[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  /** Resolves once the response has started; its body is never read. */
  async export(token: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const headers = { authorization: `Bearer ${token}` };
    const sent = request(`${this.#url}/api/v1/tasks/export?format=json`, { agent: false, headers });
    sent.on('response', (answer) => resolve(answer.statusCode));
    sent.on('socket', (socket) => this.#sockets.push(socket.on('error', () => undefined)));
    sent.on('error', reject);
    sent.end();
    requireDone('export', await promise);
  }

  /** Resolves once the whole file has been read and validated, in a dry run. */
  async upload(token: string): Promise<void> {
    const client = new HttpClient(this.#url, 1);
    const headers = { 'content-type': 'text/csv' };
    const path = '/api/v1/tasks/import?dryRun=true';
    const { status } = await client.send({ method: 'POST', path, token, headers, text: FILE });
    client.close();
    requireDone('upload', status);
  }

  close(): void {
    this.#sockets.forEach((socket) => socket.destroy());
  }
}

/** Refused requests use no memory and would invalidate the result. */
function requireDone(what: string, status: number | undefined): void {
  if (status !== 200) {
    throw new Error(`The answer to an ${what} was ${status}`);
  }
}
