import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { findPostmaster } from '../../../tools/postgres/postmaster-file.ts';
import { ProductProcess } from './product-process.ts';

interface ProductFixtures {
  /** A data directory of the test's own; not made yet. */
  dataDirectory: string;
  /** Starts the product on that directory; whatever still runs at the end of the test is killed. */
  startProduct: (settings?: Record<string, string>) => Promise<ProductProcess>;
}

/** Where PostgreSQL keeps its files inside a data directory. */
export function clusterOf(dataDirectory: string): string {
  return join(dataDirectory, 'postgres/cluster');
}

/** Resolves when no PostgreSQL runs on the data directory any more. */
export async function expectDatabaseStopped(dataDirectory: string): Promise<void> {
  await expect.poll(() => findPostmaster(clusterOf(dataDirectory))).toBeUndefined();
}

/** Tests of the product's processes, without a browser. */
export const test = base.extend<ProductFixtures>({
  // Playwright reads from the parameters what a fixture needs; this one needs nothing.
  // eslint-disable-next-line no-empty-pattern
  dataDirectory: async ({}, use) => {
    const directory = join(tmpdir(), `taskward-start-${randomUUID()}`);
    await use(directory);
    await expectDatabaseStopped(directory);
    rmSync(directory, { recursive: true, force: true });
  },

  startProduct: async ({ dataDirectory }, use) => {
    const products: ProductProcess[] = [];
    await use(async (settings) => {
      const product = await ProductProcess.start({ DATA_DIR: dataDirectory, ...settings });
      products.push(product);
      return product;
    });
    products.forEach((product) => product.kill('SIGKILL'));
    await Promise.all(products.map(({ ending }) => ending));
  },
});
