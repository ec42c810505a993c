import { type BrowserContext, expect, test as base } from '@playwright/test';
import { Board } from './board.ts';
import { collectProblems } from './page-problems.ts';
import { Person } from './person.ts';

interface PortalFixtures {
  /** Another browser, with cookies of its own. */
  openBrowser: () => Promise<BrowserContext>;
  /** Somebody new, whose session the test's browser has. */
  ada: Person;
  /** Ada's board, not opened yet. */
  board: Board;
}

/** Tests in a browser. Each fails also when a page of it breaks a policy, logs an error or asks another origin. */
export const test = base.extend<PortalFixtures>({
  context: async ({ context, baseURL }, use) => {
    const problems = await collectProblems(context, baseURL!);
    await use(context);
    expect(problems).toEqual([]);
  },

  openBrowser: async ({ browser, baseURL }, use) => {
    const opened: { context: BrowserContext; problems: string[] }[] = [];
    await use(async () => {
      const context = await browser.newContext();
      opened.push({ context, problems: await collectProblems(context, baseURL!) });
      return context;
    });
    await Promise.all(opened.map(({ context }) => context.close()));
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  },

  ada: async ({ context }, use) => use(await Person.signUp(context.request)),

  board: async ({ page, ada: _signedIn }, use) => use(new Board(page)),
});
