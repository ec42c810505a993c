import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { PASSWORD } from '../data/people.ts';
import { HttpClient } from './http-client.ts';

/** Concurrency of an account that requests as much as it can, by kind of request. */
const SEARCHES = 16;
const UNREAD_EXPORTS = 60;
const UPLOADS = 25;
const DEVICES = 40;
const SILENT_CONNECTIONS = 450;
/** Searches per second: just below the per-minute limit, so that they never stop. */
const SEARCH_RATE = 18;
/** Milliseconds before a refused or aborted request is retried. */
const PAUSE = 50;
/** Source address of the silent connections: the connection limit does not count 127.0.0.1. */
const SILENT_ADDRESS = '127.0.0.2';
/** About 8 MiB. */
const UPLOAD = Buffer.from(`title,description\n${`${'a'.repeat(190)},${'b '.repeat(400)}\n`.repeat(8_400)}`);

export interface GreedyPerson {
  readonly email: string;
  readonly token: string;
}

/** Words that could each be in every description made by `giveLongTasks`. */
export const HEAVY_QUERY = `${'a.'.repeat(90)}!`;

/** The worst an account can do, until stopped. */
export class GreedyAccount {
  readonly #url: string;
  readonly #person: GreedyPerson;
  readonly #stopping = new AbortController();
  readonly #sockets = new Set<Socket>();

  constructor(url: string, person: GreedyPerson) {
    this.#url = url;
    this.#person = person;
  }

  /** Rejects only for failures on the client's side. */
  async run(): Promise<void> {
    const many = (count: number, work: () => Promise<unknown>): Promise<void>[] =>
      Array.from({ length: count }, () => this.#repeat(work));
    const searches = new HttpClient(this.#url, SEARCHES);
    const logins = new HttpClient(this.#url, DEVICES);
    await Promise.all([
      ...many(SEARCHES, () => this.#search(searches)),
      ...many(UNREAD_EXPORTS, () => this.#leaveUnread()),
      ...many(UPLOADS, () => this.#upload()),
      ...Array.from({ length: DEVICES }, () => this.#signInAgainAndAgain(logins)),
      ...many(SILENT_CONNECTIONS, () => this.#stayConnected()),
    ]);
    searches.close();
    logins.close();
  }

  stop(): void {
    this.#stopping.abort();
    this.#sockets.forEach((socket) => socket.destroy());
  }

  async #repeat(work: () => Promise<unknown>): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await work().catch(() => undefined);
      await sleep(PAUSE, undefined, { signal }).catch(() => undefined);
    }
  }

  async #search(client: HttpClient): Promise<void> {
    const path = `/api/v1/tasks?q=${encodeURIComponent(HEAVY_QUERY)}`;
    await client.send({ path, token: this.#person.token }, this.#stopping.signal);
    await sleep((SEARCHES * 1_000) / SEARCH_RATE, undefined, { signal: this.#stopping.signal });
  }

  /** Requests a file and does not read it, until the server aborts. */
  async #leaveUnread(): Promise<void> {
    const answer = await this.#open('GET', '/api/v1/tasks/export?format=json');
    if (answer.statusCode === 200) {
      await closed(answer.socket);
    }
    answer.destroy();
  }

  async #upload(): Promise<void> {
    const answer = await this.#open('POST', '/api/v1/tasks/import?dryRun=true', UPLOAD);
    answer.destroy();
  }

  /** From a browser that keeps its cookies, and occasionally from a new one. */
  async #signInAgainAndAgain(client: HttpClient): Promise<void> {
    let cookie = '';
    await this.#repeat(async () => {
      const { email } = this.#person;
      const body = { email, password: PASSWORD.slice(Math.random() < 0.5 ? 0 : 1) };
      const login = { method: 'POST', path: '/api/v1/auth/login', body, headers: { cookie } };
      const { status, setCookies } = await client.send(login, this.#stopping.signal);
      if (status === 200) {
        cookie = setCookies.map((text) => text.split(';', 1)[0]).join('; ');
      }
    });
  }

  /** Starts a request and never completes it. */
  async #stayConnected(): Promise<void> {
    const { hostname: host, port } = new URL(this.#url);
    const socket = connect({ host, port: Number(port), localAddress: SILENT_ADDRESS, allowHalfOpen: true });
    this.#keep(socket);
    socket.write('GET / HTTP/1.1\r\n');
    socket.resume();
    await closed(socket);
  }

  #open(method: string, path: string, body?: Buffer): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const headers = {
      authorization: `Bearer ${this.#person.token}`,
      ...(body !== undefined && { 'content-type': 'text/csv' }),
    };
    const sent = request(this.#url + path, { agent: false, method, headers }, resolve);
    sent.on('socket', (socket) => this.#keep(socket));
    sent.on('error', reject);
    sent.end(body);
    return promise;
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#stopping.signal.aborted) {
      socket.destroy();
    }
  }
}

async function closed(socket: Socket): Promise<void> {
  if (!socket.destroyed) {
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  }
}
