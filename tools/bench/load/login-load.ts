import { HttpClient } from './http-client.ts';
import { PASSWORD } from '../data/people.ts';

export interface Beside<Result> {
  readonly result: Result;
  /** Successful sign-ins per second meanwhile. */
  readonly loginRate: number;
}

/** Runs work while accounts keep signing in, each sequentially. */
export async function besideLogins<Result>(
  url: string,
  emails: string[],
  work: () => Promise<Result>,
): Promise<Beside<Result>> {
  const logins = new LoginLoad(url, emails);
  try {
    await logins.first;
    const before = logins.count;
    const start = performance.now();
    const result = await work();
    return { result, loginRate: ((logins.count - before) * 1_000) / (performance.now() - start) };
  } finally {
    await logins.stop();
  }
}

class LoginLoad {
  /** Number of successful sign-ins. */
  count = 0;
  readonly #client: HttpClient;
  readonly #controller = new AbortController();
  readonly #first = Promise.withResolvers<void>();
  readonly #loops: Promise<void>;

  constructor(url: string, emails: string[]) {
    this.#client = new HttpClient(url, emails.length);
    this.#loops = Promise.all(emails.map((email) => this.#loop(email))).then(() => undefined);
    this.#loops.catch((error: unknown) => this.#first.reject(error));
  }

  /** Resolves when all have started and one has succeeded. */
  get first(): Promise<void> {
    return this.#first.promise;
  }

  /** Aborts those in progress. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await this.#loops;
    this.#client.close();
  }

  async #loop(email: string): Promise<void> {
    const { signal } = this.#controller;
    const login = { method: 'POST', path: '/api/v1/auth/login', body: { email, password: PASSWORD } };
    while (!signal.aborted) {
      try {
        await this.#client.expect(200, login, signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        throw error;
      }
      this.count += 1;
      this.#first.resolve();
    }
  }
}
