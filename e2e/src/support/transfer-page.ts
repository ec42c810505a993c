import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { AccountArea } from './account-area.ts';

export interface ImportedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function csvFile(...rows: string[]): ImportedFile {
  return { name: 'tasks.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) };
}

export function jsonFile(...tasks: object[]): ImportedFile {
  const content = JSON.stringify({ format: 'taskward-tasks', version: 1, tasks });
  return { name: 'tasks.json', mimeType: 'application/json', buffer: Buffer.from(content) };
}

/** The page "Import and export" as people see it. */
export class TransferPage {
  readonly page: Page;
  readonly file: Locator;
  readonly submit: Locator;
  readonly status: Locator;
  readonly alert: Locator;
  readonly progress: Locator;

  constructor(page: Page) {
    const section = page.getByRole('region', { name: 'Import', exact: true });
    this.page = page;
    this.file = section.getByLabel('File', { exact: true });
    this.submit = section.getByRole('button', { name: 'Import tasks' });
    this.status = section.getByRole('status');
    this.alert = section.getByRole('alert');
    this.progress = section.getByRole('progressbar');
  }

  async open(): Promise<void> {
    await new AccountArea(this.page).open('Import and export');
  }

  /** Resolves to the content of the file that the browser saved. */
  async export(format: 'CSV' | 'JSON' | 'iCalendar'): Promise<{ name: string; content: string }> {
    const saved = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: `Download ${format}` }).click();
    const download = await saved;
    return { name: download.suggestedFilename(), content: await readFile(await download.path(), 'utf8') };
  }

  async import(file: ImportedFile): Promise<void> {
    await this.file.setInputFiles(file);
    await this.submit.click();
  }

  async expectImported(message: string): Promise<void> {
    await expect(this.status).toContainText(message);
    await expect(this.progress).toBeHidden();
  }

  async expectRefusal(file: ImportedFile): Promise<void> {
    await this.import(file);
    await expect(this.alert).toContainText('Nothing was imported.');
    await expect(this.alert.getByRole('table')).toBeVisible();
  }

  /** The rows of the table of errors, cell by cell. */
  async errors(): Promise<string[][]> {
    const rows = await this.alert.getByRole('table').locator('tbody').getByRole('row').all();
    return Promise.all(rows.map((row) => row.getByRole('cell').allTextContents()));
  }

  /** What the progress says from now on. Ask for it when it is over. */
  async recordProgress(): Promise<() => Promise<string[]>> {
    await this.page.evaluate(() => {
      const said: string[] = Object.assign(window, { progressSaid: [] as string[] }).progressSaid;
      new MutationObserver(() => {
        const text = document.querySelector('progress')?.labels[0]?.textContent;
        if (text && text !== said.at(-1)) {
          said.push(text);
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    return () => this.page.evaluate(() => (window as unknown as { progressSaid: string[] }).progressSaid);
  }
}
