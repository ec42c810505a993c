import type { BrowserContext, Page, Response } from '@playwright/test';

export interface Grant {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
}

const REFRESH = '/api/v1/auth/refresh';
const COOKIE = /(?:^|[\s;])taskward_refresh_\d+=v1\.[\w-]+\.[\w-]+\.(\d+)\./m;

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

/**
 * What the next refresh of a page brings: each page begins with one. It is read on its way: the browser may have
 * forgotten the body by the time that somebody asks for it.
 */
export async function nextGrant(page: Page): Promise<Grant> {
  const grant = Promise.withResolvers<Grant>();
  await page.route(
    `**${REFRESH}`,
    async (route) => {
      const response = await route.fetch();
      grant.resolve((await response.json()) as Grant);
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  return grant.promise;
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

function generationIn(cookies: string | null): number {
  return Number(COOKIE.exec(cookies ?? '')?.[1]);
}
