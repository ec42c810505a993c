import { expect, type Locator, type Page } from '@playwright/test';

/** The pages of the account, as the navigation names them. */
export const ACCOUNT_PAGES = {
  Profile: '/account/profile',
  Password: '/account/password',
  Sessions: '/account/sessions',
  'Access tokens': '/account/access-tokens',
  'Import and export': '/account/data',
  'Security events': '/account/security-events',
  'Delete account': '/account/delete',
} as const;

export type AccountPageName = keyof typeof ACCOUNT_PAGES;

/** The pages of the account as people see them. */
export class AccountArea {
  readonly page: Page;
  readonly navigation: Locator;
  readonly confirmation: Locator;
  readonly notifications: Locator;

  constructor(page: Page) {
    this.page = page;
    this.navigation = page.getByRole('navigation', { name: 'Account', exact: true });
    this.confirmation = page.getByRole('alertdialog');
    this.notifications = page.getByRole('region', { name: 'Notifications' });
  }

  async open(name: AccountPageName): Promise<void> {
    await this.page.goto(ACCOUNT_PAGES[name]);
    await this.expectPage(name);
  }

  /** By way of the navigation, without loading the portal anew. */
  async goTo(name: AccountPageName): Promise<void> {
    await this.navigation.getByRole('link', { name, exact: true }).click();
    await this.expectPage(name);
  }

  async expectPage(name: AccountPageName): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
  }

  list(name: string): Locator {
    return this.page.getByRole('list', { name, exact: true });
  }

  /** Says yes to the question that is open. */
  async confirm(action: string): Promise<void> {
    await this.confirmation.getByRole('button', { name: action, exact: true }).click();
    await expect(this.confirmation).toBeHidden();
  }

  async changePassword(current: string, next: string): Promise<void> {
    await this.page.getByLabel('Current password', { exact: true }).fill(current);
    await this.page.getByLabel('New password', { exact: true }).fill(next);
    await this.page.getByRole('button', { name: 'Change password', exact: true }).click();
  }

  async createToken(name: string, scope: 'Read tasks' | 'Read and change tasks'): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await this.page.getByRole('combobox', { name: 'What it may do' }).selectOption(scope);
    await this.page.getByRole('button', { name: 'Create token' }).click();
    await expect(this.page.getByRole('heading', { name: 'Your new access token' })).toBeVisible();
  }
}
