import { expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { Board } from './support/board.ts';
import { newCredentials } from './support/person.ts';
import { test } from './support/portal-test.ts';

/** What an attacker would have people come back to, as far as a browser has to be asked about it. */
const ELSEWHERE = [
  'https://evil.example/tasks',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(document.domain)',
  'data:text/html,<script>alert(1)</script>',
];

test('asks to sign in before a protected page, and comes back to it', async ({ page, ada }) => {
  await ada.createTask({ title: 'Water the plants', completed: true });
  await page.context().clearCookies();

  await page.goto('/tasks?status=completed');
  await expect(page).toHaveURL(`/sign-in?returnUrl=${encodeURIComponent('/tasks?status=completed')}`);
  await AccountForm.signIn(page).send(ada.credentials);

  await expect(page).toHaveURL('/tasks?status=completed');
  await expect(new Board(page).row('Water the plants')).toBeVisible();
});

test('comes back also by way of signing up', async ({ page }) => {
  await page.goto('/tasks?sort=title');
  await page.getByRole('link', { name: 'Create your account' }).click();
  await AccountForm.signUp(page).send(newCredentials());

  await expect(page).toHaveURL('/tasks?sort=title');
});

test('goes to the board when the address to come back to is not one of the portal', async ({ page, ada }) => {
  for (const returnUrl of ELSEWHERE) {
    await test.step(JSON.stringify(returnUrl), async () => {
      await page.context().clearCookies();
      const form = await AccountForm.signIn(page).open(`?returnUrl=${encodeURIComponent(returnUrl)}`);
      await form.send(ada.credentials);
      await expect(page).toHaveURL('/tasks');
      await expect(new Board(page).heading).toBeVisible();
    });
  }
});

test('goes there also when people are signed in already', async ({ page, ada: _signedIn }) => {
  for (const returnUrl of ELSEWHERE) {
    await test.step(JSON.stringify(returnUrl), async () => {
      await page.goto(`/sign-in?returnUrl=${encodeURIComponent(returnUrl)}`);
      await expect(page).toHaveURL('/tasks');
    });
  }
});
