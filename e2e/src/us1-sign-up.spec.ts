import { expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { Board } from './support/board.ts';
import { newCredentials, Person } from './support/person.ts';
import { test } from './support/portal-test.ts';
import { recordRequests } from './support/requests.ts';

test('takes a new person to their empty board, signed in (US1.1)', async ({ page }) => {
  const credentials = newCredentials();
  await page.goto('/');
  await page.getByRole('link', { name: 'Create your account' }).click();

  await AccountForm.signUp(page).send(credentials);

  await expect(page).toHaveURL('/tasks');
  await expect(new Board(page).heading).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing to do' })).toBeVisible();
  await expect(new Board(page).person(credentials)).toBeVisible();
});

test('greets people by the name they give', async ({ page }) => {
  const form = await AccountForm.signUp(page).open();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada Lovelace');

  const credentials = newCredentials();
  await form.send(credentials);

  await expect(new Board(page).person(credentials)).toHaveText(/Ada Lovelace/);
});

test('says that an e-mail is taken, whatever its case, and offers to sign in (US1.4)', async ({
  page,
  openClient,
}) => {
  const other = await Person.signUp(await openClient());
  const email = other.credentials.email.toUpperCase();
  const form = await AccountForm.signUp(page).open();

  await form.send({ email, password: 'another-Lantern-18-ferry' });

  await expect(form.alert).toContainText('There is already an account with this e-mail.');
  await expect(form.email).toHaveValue(email);
  await expect(form.password).toHaveValue('another-Lantern-18-ferry');
  await form.alert.getByRole('link', { name: 'Sign in instead' }).click();
  await expect(AccountForm.signIn(page).heading).toBeVisible();
});

test('sends nothing before e-mail and password can be right (US1.5)', async ({ page }) => {
  const sent = recordRequests(page, 'POST', '/auth');
  const form = await AccountForm.signUp(page).open();

  await form.submit.click();
  await expect(form.email).toHaveAccessibleDescription('Enter your e-mail.');
  await expect(form.email).toBeFocused();
  await expect(form.password).toHaveAccessibleDescription('Choose a password.');

  await form.send({ email: 'ada@example', password: '1234567' });
  await expect(form.email).toHaveAccessibleDescription(/complete e-mail/);
  await expect(form.password).toHaveAccessibleDescription('Use at least 8 characters.');

  await form.send({ email: `${'a'.repeat(250)}@example.org`, password: 'é'.repeat(257) });
  await expect(form.email).toHaveAccessibleDescription('An e-mail has at most 254 characters.');
  await expect(form.password).toHaveAccessibleDescription('Use at most 256 characters.');
  expect(sent).toEqual([]);
});

test('tells about a field as one leaves it, not while one types', async ({ page }) => {
  const form = await AccountForm.signUp(page).open();

  await form.email.pressSequentially('ada');
  await expect(form.email).not.toHaveAttribute('aria-invalid');
  await form.password.focus();

  await expect(form.email).toHaveAttribute('aria-invalid', 'true');
});

test('makes one account of a double click', async ({ page }) => {
  const sent = recordRequests(page, 'POST', '/auth/register');
  const form = await AccountForm.signUp(page).open();
  await form.fill(newCredentials());

  await form.submit.dblclick();

  await expect(new Board(page).heading).toBeVisible();
  expect(sent).toHaveLength(1);
});
