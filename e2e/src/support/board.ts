import { expect, type Locator, type Page } from '@playwright/test';

/** The task board as people see it. */
export class Board {
  readonly page: Page;
  readonly heading: Locator;
  readonly capture: Locator;
  readonly list: Locator;
  readonly loading: Locator;
  readonly search: Locator;
  readonly notifications: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1, name: 'Tasks' });
    this.capture = page.getByRole('textbox', { name: 'New task' });
    this.list = page.getByRole('list', { name: 'Tasks', exact: true });
    this.loading = page.getByRole('status').filter({ hasText: 'Loading tasks' });
    this.search = page.getByRole('searchbox', { name: 'Search tasks' });
    this.notifications = page.getByRole('region', { name: 'Notifications' });
    this.dialog = page.getByRole('dialog');
  }

  /** Resolves when the tasks are there, or what stands in their place. */
  async open(query = ''): Promise<void> {
    await this.visit(query);
    await expect(this.loading).toHaveCount(0);
  }

  /** The same without waiting for the tasks. */
  async visit(query = ''): Promise<void> {
    await this.page.goto(`/tasks${query}`);
    await expect(this.heading).toBeVisible();
  }

  /** Names who is signed in. */
  person({ email }: { email: string }): Locator {
    return this.page.getByRole('banner').getByTitle(email);
  }

  row(title: string): Locator {
    return this.list.getByRole('listitem').filter({ has: this.checkbox(title) });
  }

  checkbox(title: string): Locator {
    return this.page.getByRole('checkbox', { name: `Complete "${title}"`, exact: true });
  }

  get checkboxes(): Locator {
    return this.list.getByRole('checkbox');
  }

  async add(title: string): Promise<void> {
    await this.capture.fill(title);
    await this.capture.press('Enter');
    await expect(this.row(title)).toBeVisible();
  }

  async edit(title: string): Promise<void> {
    await this.row(title)
      .getByRole('button', { name: `Edit "${title}"` })
      .click();
    await expect(this.dialog).toBeVisible();
  }

  /** Asks to delete a task and says yes. */
  async delete(title: string): Promise<void> {
    await this.row(title)
      .getByRole('button', { name: `Delete "${title}"` })
      .click();
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  }

  /** The titles from top to bottom. */
  async titles(): Promise<string[]> {
    const names = await this.checkboxes.evaluateAll((boxes) => boxes.map((box) => box.ariaLabel ?? ''));
    return names.map((name) => name.replace(/^Complete "(.*)"$/s, '$1'));
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  }
}
