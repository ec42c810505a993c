import { expect } from '@playwright/test';
import { serverUrl, workerCount } from '../servers.ts';
import { cookieName } from './support/cookies.ts';
import { newCredentials } from './support/person.ts';
import { test } from './support/portal-test.ts';
import { nextGrant } from './support/refreshes.ts';

test('keeps every token where no script can read it', async ({ ada, baseURL, board, context, page }) => {
  const grant = nextGrant(page);
  await board.open();
  await board.add('Renew the passport');
  const { accessToken } = await grant;
  const refreshToken = (await context.cookies()).find(
    ({ name }) => name === cookieName('refresh', baseURL!),
  )!.value;

  const readable = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches = await globalThis.caches.keys();
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      window.name,
      history.state,
      location.href,
      document.documentElement.outerHTML,
      databases,
      caches,
    ]);
  });

  for (const token of [accessToken, ada.accessToken, refreshToken]) {
    expect(readable).not.toContain(token.split('.').at(-1));
  }
  expect(readable).not.toMatch(/eyJ|v1\.[\w-]{8}\./);
});

test('leaves nothing a session can be made of in the readable storages', async ({
  baseURL,
  board,
  context,
  page,
}) => {
  await board.open();

  expect(await page.evaluate(() => document.cookie)).toBe(`${cookieName('signed_in', baseURL!)}=1`);
  const { origins } = await context.storageState({ indexedDB: true });
  expect(origins.flatMap(({ localStorage }) => localStorage)).toEqual([]);
});

test('gives the refresh token a cookie that only our own pages send, and no script reads', async ({
  ada: _signedIn,
  baseURL,
  context,
}) => {
  const cookies = (await context.cookies()).map(({ name, httpOnly, sameSite, path, domain }) => ({
    name,
    httpOnly,
    sameSite,
    path,
    domain,
  }));

  const ours = { sameSite: 'Strict', path: '/', domain: 'localhost' };
  expect(cookies.toSorted((one, other) => one.name.localeCompare(other.name))).toEqual([
    { name: cookieName('refresh', baseURL!), httpOnly: true, ...ours },
    { name: cookieName('signed_in', baseURL!), httpOnly: false, ...ours },
  ]);
});

test('keeps the session when one signs in to another server on the same host', async ({
  ada,
  board,
  context,
}, testInfo) => {
  const other = serverUrl((testInfo.parallelIndex + 1) % workerCount);
  const data = { ...newCredentials(), rememberMe: true };
  const answer = await context.request.post(`${other}/api/v1/auth/register`, { data });
  expect(answer.ok()).toBe(true);

  await board.open();

  await expect(board.person(ada.credentials)).toBeVisible();
});
