import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { workspaceRoot } from '../../../tools/workspace-root.ts';

const THEMES = ['light', 'dark'] as const;

/** Keeps pictures of a page in both themes, to be looked at, where `E2E_SCREENSHOTS` names a folder for them. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.E2E_SCREENSHOTS;
  if (!folder) {
    return;
  }
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    const path = join(workspaceRoot, folder, `${name} ${colorScheme}.png`);
    await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: null });
}
