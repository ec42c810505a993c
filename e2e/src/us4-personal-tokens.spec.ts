import { type APIRequestContext, type APIResponse, expect } from '@playwright/test';
import { AccountArea } from './support/account-area.ts';
import { test } from './support/portal-test.ts';

test('shows a token once, which works until it is revoked', async ({ ada, page, request }) => {
  await ada.createTask({ title: 'Water the plants' });
  const account = new AccountArea(page);
  await account.open('Access tokens');
  await account.createToken('Nightly build', 'Read tasks');

  const secret = page.getByRole('textbox', { name: 'Token Nightly build' });
  const token = await secret.inputValue();
  const answer = await readTasks(request, token);
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ items: [{ title: 'Water the plants' }] });

  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(secret).toBeHidden();
  await page.reload();
  await expect(account.list('Access tokens').getByRole('listitem')).toHaveCount(1);
  await expect(account.list('Access tokens')).toContainText('Nightly build');
  await expect(secret).toBeHidden();
  expect(await page.content()).not.toContain(token);

  await page.getByRole('button', { name: 'Revoke "Nightly build"' }).click();
  await account.confirm('Revoke');
  await expect(page.getByRole('heading', { name: 'No access tokens' })).toBeVisible();
  expect((await readTasks(request, token)).status()).toBe(401);
});

test('lets a token do no more than was chosen, and nothing to the account', async ({
  ada: _signedIn,
  page,
  request,
}) => {
  const account = new AccountArea(page);
  await account.open('Access tokens');
  await account.createToken('Reader', 'Read tasks');
  const reader = await page.getByRole('textbox', { name: 'Token Reader' }).inputValue();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await account.createToken('Writer', 'Read and change tasks');
  const writer = await page.getByRole('textbox', { name: 'Token Writer' }).inputValue();

  const create = (token: string) =>
    request.post('/api/v1/tasks', { headers: bearer(token), data: { title: 'From a script' } });
  expect((await create(reader)).status()).toBe(403);
  expect((await create(writer)).status()).toBe(201);
  const sessions = await request.get('/api/v1/auth/sessions', { headers: bearer(writer) });
  expect(sessions.ok()).toBe(false);
});

function readTasks(request: APIRequestContext, token: string): Promise<APIResponse> {
  return request.get('/api/v1/tasks', { headers: bearer(token) });
}

function bearer(token: string): { Authorization: string } {
  return { Authorization: `Bearer ${token}` };
}
