import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ProductProcess } from './support/product-process.ts';
import { clusterOf, expectDatabaseStopped, test } from './support/product-test.ts';

const credentials = { email: 'ada@example.com', password: 'quiet-Lantern-71-harbour' };

test('says one line with its address when it is ready', async ({ request, startProduct }) => {
  const product = await startProduct();
  await product.ready();

  const health = await request.get(`${product.url}/health/ready`);
  expect(health.status()).toBe(200);

  product.kill('SIGTERM');
  expect(await product.ending).toEqual({
    code: 0,
    stdout: `Taskward is ready: ${product.url}\n`,
    stderr: '',
  });
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`stops server and database on ${signal}, also when it comes twice`, async ({
    dataDirectory,
    startProduct,
  }) => {
    const product = await startProduct();
    await product.ready();

    product.kill(signal);
    product.kill(signal);

    expect((await product.ending).code).toBe(0);
    await expectDatabaseStopped(dataDirectory);
    await expect(fetch(product.url)).rejects.toThrow('fetch failed');
  });
}

test('serves by the workers that WEB_CONCURRENCY asks for, and ends them', async ({
  dataDirectory,
  request,
  startProduct,
}) => {
  const product = await startProduct({ WEB_CONCURRENCY: '2' });
  await product.ready();
  expect((await request.get(`${product.url}/health/ready`)).status()).toBe(200);

  product.kill('SIGTERM');
  expect(await product.ending).toEqual({
    code: 0,
    stdout: `Taskward is ready: ${product.url}\n`,
    stderr: '',
  });
  await expectDatabaseStopped(dataDirectory);
});

test('starts again on the same data and secrets after it was killed', async ({ request, startProduct }) => {
  const killed = await startProduct();
  await killed.ready();
  const registered = await request.post(`${killed.url}/api/v1/auth/register`, { data: credentials });
  expect(registered.status()).toBe(201);
  const { accessToken } = (await registered.json()) as { accessToken: string };

  killed.kill('SIGKILL');
  await killed.ending;
  const product = await startProduct({ PORT: new URL(killed.url).port });
  await product.ready();

  const me = await request.get(`${product.url}/api/v1/users/me`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(await me.json()).toMatchObject({ email: credentials.email });
});

test('makes its data anew when its first start was interrupted', async ({ dataDirectory, startProduct }) => {
  const ownerlessProcess = 2 ** 22 + 1;
  mkdirSync(join(dataDirectory, `postgres.new-${ownerlessProcess}/cluster`), { recursive: true });

  const product = await startProduct();

  await product.ready();
  expect(readdirSync(dataDirectory).sort()).toEqual(['postgres', 'secrets']);
});

test('refuses a port that is in use', async ({ startProduct }) => {
  const occupant = createServer().listen(0, '127.0.0.1');
  await once(occupant, 'listening');
  const { port } = occupant.address() as AddressInfo;

  const product = await startProduct({ PORT: String(port) });

  await expectRefusal(product, `Port ${port} of 127.0.0.1 is in use.`);
  occupant.close();
});

test('refuses wrong settings and names all of them', async ({ startProduct }) => {
  const product = await startProduct({ PORT: '99999', BCRYPT_COST: '99', LOG_LEVEL: 'loud' });

  const { code, stderr } = await product.ending;

  expect(code).toBe(1);
  expect(stderr).toMatch(/ PORT: .* BCRYPT_COST: .* LOG_LEVEL: /s);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('refuses data that another one is using, which goes on', async ({ request, startProduct }) => {
  const first = await startProduct();
  await first.ready();

  const second = await startProduct();

  await expectRefusal(second, 'Another Taskward runs on the data in ');
  expect((await request.get(`${first.url}/health/ready`)).status()).toBe(200);
});

test('refuses a file in place of its data directory', async ({ dataDirectory, startProduct }) => {
  writeFileSync(dataDirectory, '');

  await expectRefusal(await startProduct(), `DATA_DIR ${dataDirectory} cannot be used: `);
});

test('refuses data of another PostgreSQL', async ({ dataDirectory, startProduct }) => {
  mkdirSync(clusterOf(dataDirectory), { recursive: true });
  writeFileSync(join(clusterOf(dataDirectory), 'PG_VERSION'), '16\n');

  await expectRefusal(await startProduct(), 'was written by PostgreSQL 16; this is 18.');
});

test('refuses a folder that holds something else', async ({ dataDirectory, startProduct }) => {
  mkdirSync(clusterOf(dataDirectory), { recursive: true });
  writeFileSync(join(clusterOf(dataDirectory), 'holiday.jpg'), '');

  await expectRefusal(await startProduct(), 'is not a PostgreSQL folder.');
});

test('refuses a database without its files', async ({ dataDirectory, startProduct }) => {
  mkdirSync(clusterOf(dataDirectory), { recursive: true });
  writeFileSync(join(clusterOf(dataDirectory), 'PG_VERSION'), '18\n');
  writeFileSync(join(dataDirectory, 'postgres/credentials.json'), '{"owner":"a","application":"b"}');

  await expectRefusal(await startProduct(), 'PostgreSQL did not start: ');
});

test('refuses a database without its passwords', async ({ dataDirectory, startProduct }) => {
  mkdirSync(clusterOf(dataDirectory), { recursive: true });
  writeFileSync(join(clusterOf(dataDirectory), 'PG_VERSION'), '18\n');

  await expectRefusal(await startProduct(), "must hold the database's passwords");
});

/** One line that says why, and nothing else. */
async function expectRefusal(product: ProductProcess, reason: string): Promise<void> {
  const { code, stdout, stderr } = await product.ending;
  expect(stderr).toContain(reason);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
}
