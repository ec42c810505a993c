import { HttpClient } from './http-client.ts';
import { PASSWORD } from './people.ts';

/** Logins that are kept going: one at a time for each account. */
export class LoginLoad {
  readonly #client: HttpClient;
  readonly #controller = new AbortController();
  readonly #first = Promise.withResolvers<void>();
  readonly #loops: Promise<void>[];
  #count = 0;

  private constructor(url: string, emails: string[]) {
    this.#client = new HttpClient(url, emails.length);
    this.#loops = emails.map((email) => this.#loop(email));
  }

  /** Resolves when all have begun and one is through. */
  static async start(url: string, emails: string[]): Promise<LoginLoad> {
    const logins = new LoginLoad(url, emails);
    await Promise.race([logins.#first.promise, Promise.all(logins.#loops)]);
    return logins;
  }

  /** Runs something meanwhile, and tells how many logins a second went through beside it. */
  async beside<Result>(work: () => Promise<Result>): Promise<{ result: Result; loginRate: number }> {
    const before = this.#count;
    const start = performance.now();
    const result = await work();
    return { result, loginRate: ((this.#count - before) * 1_000) / (performance.now() - start) };
  }

  /** Gives up those under way. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await Promise.all(this.#loops);
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
      this.#count += 1;
      this.#first.resolve();
    }
  }
}
