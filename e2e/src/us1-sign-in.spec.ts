import { expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { Board } from './support/board.ts';
import { newCredentials, Person } from './support/person.ts';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

test('takes a returning person to their tasks (US1.2)', async ({ page, openClient }) => {
  const ada = await Person.signUp(await openClient());
  await ada.createTask({ title: 'Renew the passport' });
  const form = await AccountForm.signIn(page).open();

  await form.send(ada.credentials);

  await expect(new Board(page).row('Renew the passport')).toBeVisible();
});

test('finds the account in whatever case and with spaces around the e-mail', async ({ page, openClient }) => {
  const { credentials } = await Person.signUp(await openClient());
  const form = await AccountForm.signIn(page).open();

  await form.send({ ...credentials, email: ` ${credentials.email.toUpperCase()} ` });

  await expect(new Board(page).heading).toBeVisible();
});

test('answers a wrong password with one clear message and keeps what was typed (US1.3)', async ({
  page,
  openClient,
}) => {
  const { credentials } = await Person.signUp(await openClient());
  const wrong = { ...credentials, password: 'not-the-Lantern-99' };
  const form = await AccountForm.signIn(page).open();

  await form.send(wrong);

  await expect(form.alert).toHaveText('E-mail and password do not match. Check both and try again.');
  await expect(page).toHaveURL('/sign-in');
  await expect(form.email).toHaveValue(wrong.email);
  await expect(form.password).toHaveValue(wrong.password);

  await form.password.fill(credentials.password);
  await form.password.press('Enter');
  await expect(new Board(page).heading).toBeVisible();
});

test('says of an unknown e-mail what it says of a wrong password', async ({ page }) => {
  const form = await AccountForm.signIn(page).open();

  await form.send(newCredentials());

  await expect(form.alert).toHaveText('E-mail and password do not match. Check both and try again.');
});

test('sends nothing before e-mail and password are there (US1.5)', async ({ page }) => {
  const sent = recordRequests(page, 'POST', '/auth');
  const form = await AccountForm.signIn(page).open();

  await form.submit.click();

  await expect(form.email).toHaveAccessibleDescription('Enter your e-mail.');
  await expect(form.password).toHaveAccessibleDescription('Enter your password.');
  expect(sent).toEqual([]);
});

test('keeps the form as it was when the server cannot be reached', async ({ page, ada: { credentials } }) => {
  await page.context().clearCookies();
  await page.route('**/auth/login', (route) => route.abort());
  const form = await AccountForm.signIn(page).open();

  await form.send(credentials);

  await expect(form.alert).toHaveText('Taskward cannot be reached right now. Try again in a moment.');
  await page.unroute('**/auth/login');
  await form.submit.click();
  await expect(new Board(page).heading).toBeVisible();
});

test('forgets the session with the browser when one does not stay signed in', async ({ page, ada }) => {
  await page.context().clearCookies();
  const form = await AccountForm.signIn(page).open();
  await page.getByRole('checkbox', { name: 'Keep me signed in' }).uncheck();

  await form.send(ada.credentials);

  await expect(new Board(page).heading).toBeVisible();
  const lifetimes = (await page.context().cookies()).map(({ expires }) => expires);
  expect(lifetimes).toEqual([-1, -1]);
});

test('takes the other tabs along', async ({ context, page, ada }) => {
  await context.clearCookies();
  const other = await AccountForm.signIn(await context.newPage()).open('?returnUrl=%2Ftasks%3Fsort%3Dtitle');
  const form = await AccountForm.signIn(page).open();

  await form.send(ada.credentials);

  await expect(new Board(page).person(ada.credentials)).toBeVisible();
  await expect(new Board(other.page).person(ada.credentials)).toBeVisible();
  await expect(other.page).toHaveURL('/tasks?sort=title');
});
