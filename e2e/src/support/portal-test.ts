import { type APIRequestContext, type BrowserContext, expect, test as base } from '@playwright/test';
import { serverUrl } from '../../servers.ts';
import { Board } from './board.ts';
import { collectProblems } from './page-problems.ts';
import { stretchPatience } from './patience.ts';
import { Person } from './person.ts';

interface PortalFixtures {
  /** Another browser, with cookies of its own. */
  openBrowser: () => Promise<BrowserContext>;
  /** Another client, with cookies of its own, for what needs no page. */
  openClient: () => Promise<APIRequestContext>;
  /** Somebody new, whose session the test's browser has. */
  ada: Person;
  /** Ada's board, not opened yet. */
  board: Board;
}

/** Tests in a browser. Each fails also when a page of it breaks a policy, logs an error or asks another origin. */
export const test = base.extend<PortalFixtures>({
  // Each worker has a server of its own. Playwright reads from the parameters what a fixture needs; this one nothing.
  // eslint-disable-next-line no-empty-pattern
  baseURL: async ({}, use, { parallelIndex }) => use(serverUrl(parallelIndex)),

  context: async ({ context, baseURL }, use) => {
    const problems = await prepare(context, baseURL!);
    await use(context);
    expect(problems).toEqual([]);
  },

  openBrowser: async ({ browser, baseURL }, use) => {
    const opened: { context: BrowserContext; problems: string[] }[] = [];
    await use(async () => {
      const context = await browser.newContext();
      opened.push({ context, problems: await prepare(context, baseURL!) });
      return context;
    });
    await Promise.all(opened.map(({ context }) => context.close()));
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  },

  openClient: async ({ playwright, baseURL }, use) => {
    const opened: APIRequestContext[] = [];
    await use(async () => {
      const client = await playwright.request.newContext({ baseURL });
      opened.push(client);
      return client;
    });
    await Promise.all(opened.map((client) => client.dispose()));
  },

  ada: async ({ context }, use) => use(await Person.signUp(context.request)),

  board: async ({ page, ada: _signedIn }, use) => use(new Board(page)),
});

/** Returns what goes wrong in the pages of a browser; fills as it happens. */
async function prepare(context: BrowserContext, origin: string): Promise<string[]> {
  await stretchPatience(context);
  return collectProblems(context, origin);
}
