import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type APIResponse, expect, type Response } from '@playwright/test';
import { AccountForm } from './support/account-form.ts';
import { test } from './support/portal-test.ts';

const JAVASCRIPT_BUDGET = 150_000;

/** The directives of a page's content security policy by their names. */
function policyOf(answer: APIResponse): Map<string, string> {
  const policy = answer.headers()['content-security-policy'] ?? '';
  return new Map(policy.split(';').map((directive) => directive.trim().split(/ (.*)/s) as [string, string]));
}

test('lets nothing run in the page but the portal itself', async ({ request }) => {
  const answer = await request.get('/tasks');
  const policy = policyOf(answer);

  expect(Object.fromEntries(policy)).toMatchObject({
    'default-src': "'self'",
    'script-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'style-src': expect.stringMatching(/^'self' 'nonce-[\w+/=]{22,}'$/),
  });
  expect(answer.headers()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(answer.headers()).not.toHaveProperty('x-powered-by');
});

test('makes a nonce for every answer, and lets nobody keep the page', async ({ request }) => {
  const answers = await Promise.all([request.get('/'), request.get('/'), request.get('/sign-in')]);
  const nonces = await Promise.all(
    answers.map(async (answer) => {
      const nonce = /'nonce-(.+)'/.exec(policyOf(answer).get('style-src')!)![1]!;
      expect(await answer.text()).toContain(`nonce="${nonce}"`);
      expect(answer.headers()['cache-control']).toBe('no-store');
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(answers.length);
});

test('lets browsers keep whatever has a hash in its name, and nothing else', async ({
  page,
  ada: _signedIn,
}) => {
  const files: Response[] = [];
  page.on('response', (answer) => {
    if (/\.(js|css|svg)$/.test(new URL(answer.url()).pathname)) {
      files.push(answer);
    }
  });
  await page.goto('/sign-up');
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { name: 'Nothing to do' })).toBeVisible();

  const lifetimes = files.map((file) => ({
    name: new URL(file.url()).pathname,
    lifetime: file.headers()['cache-control'],
  }));
  const hashed = lifetimes.filter(({ name }) => name.includes('-'));
  const plain = lifetimes.filter(({ name }) => !name.includes('-'));
  expect(hashed.length).toBeGreaterThan(4);
  expect(hashed.filter(({ lifetime }) => lifetime !== 'public, max-age=31536000, immutable')).toEqual([]);
  expect(plain.filter(({ lifetime }) => lifetime !== 'no-cache')).toEqual([]);
});

for (const path of ['/main-AAAAAAAA.js', '/chunk-AAAAAAAA.js', '/missing.css', '/.env', '/index.html.br']) {
  test(`answers 404 for ${path}, never the page`, async ({ request }) => {
    const answer = await request.get(path);

    expect(answer.status()).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' });
  });
}

test('leads from another name of this machine to its own', async ({ baseURL, request }) => {
  const other = baseURL!.replace('localhost', '127.0.0.1');

  const answer = await request.get(`${other}/tasks?status=all`, { maxRedirects: 0 });

  expect(answer.status()).toBe(302);
  expect(answer.headers().location).toBe(`${baseURL}/tasks?status=all`);
});

test('sends nobody to a machine of their own who came by a name of this one', async ({ baseURL }) => {
  const { port } = new URL(baseURL!);
  const [answer] = (await once(
    get({ host: '127.0.0.1', port, path: '/tasks', headers: { host: `tasks.lan:${port}` } }),
    'response',
  )) as [IncomingMessage];

  expect(answer.statusCode).toBe(421);
  expect(answer.headers).not.toHaveProperty('location');
  const page = (await answer.toArray()).join('');
  expect(page).toContain(baseURL);
  expect(page).toContain('PUBLIC_URL');
});

test('fetches at most 150 kB of JavaScript until one can sign in', async ({ page }) => {
  const scripts: Response[] = [];
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') {
      scripts.push(answer);
    }
  });
  const form = await AccountForm.signIn(page).open();
  await form.email.fill('ada@example.org');
  await page.waitForLoadState('networkidle');

  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(20_000);
  expect(total).toBeLessThanOrEqual(JAVASCRIPT_BUDGET);
});

test('sends scripts compressed', async ({ page }) => {
  const script = page.waitForResponse((answer) => answer.url().includes('/main-'));
  await page.goto('/');

  expect(await (await script).headerValue('content-encoding')).toMatch(/^(br|gzip)$/);
});

test('shows the documentation of the API within its own policy', async ({ page }) => {
  await page.goto('/api/docs');

  await expect(page.getByRole('heading', { name: /^Taskward/ })).toBeVisible();
  await page
    .getByRole('button', { name: /^POST \/api\/v1\/auth\/login/ })
    .first()
    .click();
  await expect(page.getByText('INVALID_CREDENTIALS').first()).toBeVisible();
});
