import {
  type APIRequestContext,
  type BrowserContext,
  expect,
  type Page,
  type Response,
} from '@playwright/test';
import { Person } from './person.ts';

const REFRESH = '/api/v1/auth/refresh';
const COOKIE = /(?:^|[\s;])taskward_refresh=v1\.[\w-]+\.[\w-]+\.(\d+)\./m;

/** The answers that the pages of a browser get to their refreshes from now on. Fills as they arrive. */
export function recordRefreshes(context: BrowserContext): Response[] {
  const answers: Response[] = [];
  context.on('response', (answer) => {
    if (new URL(answer.url()).pathname === REFRESH) {
      answers.push(answer);
    }
  });
  return answers;
}

/** The access token that a page uses next. */
export async function nextAccessToken(page: Page): Promise<string> {
  const request = await page.waitForRequest((request) => 'authorization' in request.headers());
  return request.headers().authorization!.replace('Bearer ', '');
}

export function countOf(answers: Response[], page: Page): number {
  return answers.filter((answer) => answer.frame().page() === page).length;
}

/** Which generations of the refresh token the answers brought. */
export async function generationsIn(answers: Response[]): Promise<Set<number>> {
  const cookies = await Promise.all(answers.map((answer) => answer.headerValue('set-cookie')));
  return new Set(cookies.map(generationIn));
}

/** Which generation of the refresh token the browser has. */
export async function generationOf(context: BrowserContext): Promise<number> {
  const cookies = await context.cookies();
  return generationIn(cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
}

/**
 * Resolves when the next refresh of every session there is now will rotate its token: younger ones get the same
 * again. A session begun just now is the witness; `api` must be of a browser that nobody else uses.
 */
export async function untilRotationIsDue(api: APIRequestContext): Promise<void> {
  await Person.signUp(api);
  const refresh = async () => {
    const answer = await api.post(REFRESH, { headers: { 'X-Taskward-CSRF': '1' } });
    return generationIn(answer.headers()['set-cookie'] ?? null);
  };
  await expect.poll(refresh, { intervals: [500], timeout: 15_000 }).toBe(2);
}

function generationIn(cookies: string | null): number {
  return Number(COOKIE.exec(cookies ?? '')?.[1]);
}
