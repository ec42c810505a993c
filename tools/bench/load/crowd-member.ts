import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client.ts';

/** Maximum pause between two requests of one person in milliseconds; half of it on average. */
const LONGEST_PAUSE = 4_000;
/** The share of an access token's life after which the portal renews it. */
const RENEWAL_SHARE = 0.75;

const TASKS = '/api/v1/tasks';

/** One request and its result; status 0 means no response. */
export interface Exchange {
  readonly isRenewal: boolean;
  readonly isExpected: boolean;
  readonly status: number;
  readonly milliseconds: number;
}

interface AuthResponse {
  accessToken: string;
  expiresIn: number;
}

/** A signed-in person, behaving like the portal. */
export class CrowdMember {
  readonly #clients: HttpClient[];
  #refreshToken: string;
  #accessToken = '';
  #renewAt = 0;
  #taskId: string | undefined;
  #turn = Math.floor(Math.random() * 2);

  constructor(clients: HttpClient[], refreshToken: string) {
    this.#clients = clients;
    this.#refreshToken = refreshToken;
  }

  /** Reads and writes until the deadline, in the time of `performance.now()`. */
  async work(deadline: number): Promise<Exchange[]> {
    const exchanges: Exchange[] = [];
    for (;;) {
      await sleep(Math.random() * LONGEST_PAUSE);
      if (performance.now() > deadline) {
        return exchanges;
      }
      if (performance.now() > this.#renewAt) {
        exchanges.push(await this.#renew());
      }
      exchanges.push(await this.#act());
    }
  }

  async #renew(): Promise<Exchange> {
    const headers = { 'x-taskward-csrf': '1', cookie: `taskward_refresh=${this.#refreshToken}` };
    const start = performance.now();
    const renewal = { method: 'POST', path: '/api/v1/auth/refresh', headers };
    return this.#exchange(renewal, 200, ({ body, setCookies }) => {
      const { accessToken, expiresIn } = JSON.parse(body) as AuthResponse;
      this.#accessToken = accessToken;
      this.#renewAt = start + expiresIn * 1_000 * RENEWAL_SHARE;
      this.#refreshToken = /taskward_refresh=([^;]+)/.exec(setCookies.join())?.[1] ?? '';
    });
  }

  /** Seven of ten requests are reads. */
  async #act(): Promise<Exchange> {
    const choice = Math.random();
    if (this.#taskId === undefined || choice < 0.1) {
      const request = { method: 'POST', path: TASKS, body: { title: 'Water the plants' } };
      return this.#exchange(request, 201, ({ body }) => {
        this.#taskId = (JSON.parse(body) as { id: string }).id;
      });
    }
    const task = `${TASKS}/${this.#taskId}`;
    if (choice < 0.2) {
      return this.#exchange({ method: 'PATCH', path: `${task}/complete` }, 200);
    }
    if (choice < 0.3) {
      return this.#exchange({ method: 'PATCH', path: task, body: { title: `At ${Date.now()}` } }, 200);
    }
    const path = choice < 0.7 ? TASKS : choice < 0.9 ? task : '/api/v1/users/me';
    return this.#exchange({ path }, 200);
  }

  async #exchange(
    request: HttpRequest,
    expected: number,
    keep: (answer: HttpAnswer) => void = () => undefined,
  ): Promise<Exchange> {
    const isRenewal = request.headers !== undefined;
    const client = this.#clients[this.#turn++ % this.#clients.length];
    const start = performance.now();
    const token = isRenewal ? undefined : this.#accessToken;
    const answer = await client?.send({ ...request, token }).catch(() => undefined);
    const milliseconds = performance.now() - start;
    const isExpected = answer?.status === expected;
    if (answer && isExpected) {
      keep(answer);
    }
    return { isRenewal, isExpected, status: answer?.status ?? 0, milliseconds };
  }
}
