import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface HttpRequest {
  readonly method?: string;
  readonly path: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** A raw body, instead of JSON. */
  readonly text?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly setCookies: readonly string[];
}

/** Sends requests over keep-alive connections. */
export class HttpClient {
  readonly #url: string;
  readonly #agent: Agent;

  constructor(url: string, connections: number) {
    this.#url = url;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  }

  async send(message: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> {
    const { method = 'GET', path, token, body } = message;
    const content = body === undefined ? message.text : JSON.stringify(body);
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...message.headers,
    };
    const sent = request(this.#url + path, { agent: this.#agent, method, headers, signal }, (answer) => {
      const { statusCode: status = 0, headers: fields } = answer;
      const setCookies = fields['set-cookie'] ?? [];
      text(answer).then((received) => resolve({ status, body: received, setCookies }), reject);
    });
    sent.on('error', reject);
    sent.end(content);
    return promise;
  }

  /** @throws Error when the response has another status. */
  async expect<Body>(status: number, message: HttpRequest, signal?: AbortSignal): Promise<Body> {
    const answer = await this.send(message, signal);
    if (answer.status !== status) {
      throw new Error(`${message.method ?? 'GET'} ${message.path}: ${answer.status} ${answer.body}`);
    }
    return (answer.body === '' ? undefined : JSON.parse(answer.body)) as Body;
  }

  close(): void {
    this.#agent.destroy();
  }
}
