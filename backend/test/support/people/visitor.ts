import { randomUUID } from 'node:crypto';
import { exchange, type Exchange } from '../requests/exchange';

/** Good enough without any word in it: it is rated in a seventh of the time that a passphrase takes. */
export const PASSWORD = 'zkwvqpxmhrtb';

export interface Answer<Body = Record<string, unknown>> extends Exchange {
  readonly body: Body;
}

interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Somebody at a browser or a script: keeps cookies and the access token, and sends both as a browser would. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  accessToken: string | undefined;
  userId = '';
  email = '';

  constructor(readonly url: string) {}

  /** A request with cookies and access token; a body that is no string is sent as JSON. */
  async send<Body = Record<string, unknown>>(
    method: string,
    path: string,
    { body, headers = {} }: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const answer = await exchange(
      this.url + path,
      method,
      {
        ...(this.cookies.size > 0 && { cookie: this.cookieHeader() }),
        ...(this.accessToken && { authorization: `Bearer ${this.accessToken}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    );
    this.keepCookies(answer.headers.getSetCookie());
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    return { ...answer, body: (isJson && answer.text ? JSON.parse(answer.text) : {}) as Body };
  }

  async register(overrides: Record<string, unknown> = {}): Promise<Answer> {
    return this.enter('register', { email: `${randomUUID()}@example.org`, ...overrides });
  }

  async login(overrides: Record<string, unknown> = {}): Promise<Answer> {
    return this.enter('login', { email: this.email, ...overrides });
  }

  /** Renews the access token by the refresh cookie, or by another token in its place. */
  async refresh(refreshToken?: string): Promise<Answer> {
    const headers: Record<string, string> = { 'x-taskward-csrf': '1' };
    if (refreshToken !== undefined) {
      headers.cookie = `taskward_refresh_3000=${refreshToken}`;
    }
    return this.keepSession(await this.send('POST', '/api/v1/auth/refresh', { headers }));
  }

  async logout(): Promise<Answer> {
    return this.send('POST', '/api/v1/auth/logout', { headers: { 'x-taskward-csrf': '1' } });
  }

  get refreshToken(): string {
    return this.cookies.get('taskward_refresh_3000') ?? '';
  }

  /** Another browser with the same cookies and token. */
  clone(): Visitor {
    const clone = new Visitor(this.url);
    this.cookies.forEach((value, name) => clone.cookies.set(name, value));
    return Object.assign(clone, { accessToken: this.accessToken, userId: this.userId, email: this.email });
  }

  private async enter(route: 'register' | 'login', body: Record<string, unknown>): Promise<Answer> {
    this.accessToken = undefined;
    return this.keepSession(
      await this.send('POST', `/api/v1/auth/${route}`, { body: { password: PASSWORD, ...body } }),
    );
  }

  private keepSession(answer: Answer): Answer {
    if (answer.status < 300) {
      const { accessToken, user } = answer.body as {
        accessToken: string;
        user: { id: string; email: string };
      };
      Object.assign(this, { accessToken, userId: user.id, email: user.email });
    }
    return answer;
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keepCookies(setCookies: string[]): void {
    for (const setCookie of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(setCookie) ?? [];
      if (/max-age=0/i.test(setCookie)) {
        this.cookies.delete(name);
      } else {
        this.cookies.set(name, value);
      }
    }
  }
}
