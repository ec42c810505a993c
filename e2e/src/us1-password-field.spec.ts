import { expect } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { test } from './support/portal-test.ts';

test('tells password managers which field is which', async ({ page }) => {
  const signIn = await AccountForm.signIn(page).open();
  await expect(signIn.email).toHaveAttribute('autocomplete', 'username');
  await expect(signIn.password).toHaveAttribute('autocomplete', 'current-password');

  const signUp = await AccountForm.signUp(page).open();
  await expect(signUp.email).toHaveAttribute('autocomplete', /^(email|username)$/);
  await expect(signUp.password).toHaveAttribute('autocomplete', 'new-password');
});

test('hides the password until asked to show it', async ({ page }) => {
  const { password } = await AccountForm.signUp(page).open();
  await password.fill('quiet-Lantern');
  await expect(password).toHaveAttribute('type', 'password');

  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await expect(password).toHaveValue('quiet-Lantern');

  await page.getByRole('button', { name: 'Hide password' }).click();
  await expect(password).toHaveAttribute('type', 'password');
});

test('takes a pasted password', async ({ page }) => {
  const { email, password } = await AccountForm.signUp(page).open();
  await email.fill('quiet-Lantern-71');
  await email.press('ControlOrMeta+a');
  await email.press('ControlOrMeta+x');

  await password.press('ControlOrMeta+v');

  await expect(password).toHaveValue('quiet-Lantern-71');
});
