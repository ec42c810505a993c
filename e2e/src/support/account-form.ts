import { expect, type Locator, type Page } from '@playwright/test';
import type { Credentials } from './person.ts';

/** The form of sign-in or sign-up as people see it. */
export class AccountForm {
  readonly page: Page;
  readonly heading: Locator;
  readonly email: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly alert: Locator;
  readonly #path: string;

  private constructor(page: Page, path: string, heading: string, submit: string) {
    this.page = page;
    this.#path = path;
    this.heading = page.getByRole('heading', { level: 1, name: heading });
    this.email = page.getByRole('textbox', { name: 'E-mail' });
    this.password = page.getByLabel('Password', { exact: true });
    this.submit = page.getByRole('button', { name: submit });
    this.alert = page.getByRole('alert');
  }

  static signIn(page: Page): AccountForm {
    return new AccountForm(page, '/sign-in', 'Sign in', 'Sign in');
  }

  static signUp(page: Page): AccountForm {
    return new AccountForm(page, '/sign-up', 'Create your account', 'Create account');
  }

  async open(query = ''): Promise<this> {
    await this.page.goto(this.#path + query);
    await expect(this.heading).toBeVisible();
    return this;
  }

  async fill({ email, password }: Credentials): Promise<void> {
    // The other form has fields of the same names.
    await expect(this.heading).toBeVisible();
    await this.email.fill(email);
    await this.password.fill(password);
  }

  async send(credentials: Credentials): Promise<void> {
    await this.fill(credentials);
    await this.submit.click();
  }
}
