import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { workspaceRoot } from '../../tools/workspace-root.ts';
import { test } from './support/portal-test.ts';
import { getRaw } from './support/raw-request.ts';

const HIDDEN = [
  '.git/HEAD',
  '.git/config',
  '.git/',
  '.git',
  '.svn/entries',
  '.hg/store/00manifest.i',
  '.env',
  '.env.example',
  '.npmrc',
  '.data/secrets/JWT_SECRETS',
  '.DS_Store',
];

/** Ways to spell a path that servers in front of one directory or another have fallen for. */
const SPELLINGS: ((path: string) => string)[] = [
  (path) => `/${path}`,
  (path) => `//${path}`,
  (path) => `/./${path}`,
  (path) => `/../${path}`,
  (path) => `/tasks/../${path}`,
  (path) => `/tasks/../../../${path}`,
  (path) => `/%2e%2e/${path}`,
  (path) => `/..%2f..%2f${path}`,
  (path) => `/tasks/%2e%2e%2F%2e%2e%2F${path}`,
  (path) => `/..%5c${path}`,
  (path) => `/..;/${path}`,
  (path) => `/%2e${path.slice(1)}`,
  (path) => `/${path.replaceAll('/', '%2f')}`,
  (path) => `/${path}?raw`,
  (path) => `/${path}%00`,
  (path) => `http://localhost/${path}`,
];

for (const path of HIDDEN) {
  test(`never serves /${path}, however it is spelt`, async ({ baseURL }) => {
    for (const spell of SPELLINGS) {
      const { status, body } = await getRaw(baseURL!, spell(path));
      expect({ path: spell(path), status }).toEqual({ path: spell(path), status: 404 });
      expect(JSON.parse(body)).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
}

test('lists no directory', async ({ baseURL }) => {
  const built = readdirSync(join(workspaceRoot, 'dist/portal/browser'));
  const namesIn = (text: string) => built.filter((name) => text.includes(name));
  const ofThePage = namesIn((await getRaw(baseURL!, '/sign-in')).body);
  expect(built.length).toBeGreaterThan(ofThePage.length + 10);

  for (const path of [
    '/',
    '//',
    '/assets/',
    '/media/',
    '/browser/',
    '/portal/browser/',
    '/chunks/',
    '/api/',
    '/health/',
  ]) {
    const { status, body } = await getRaw(baseURL!, path);
    expect([200, 404]).toContain(status);
    expect(namesIn(body).filter((name) => !ofThePage.includes(name))).toEqual([]);
  }
});

test('takes no file for a directory', async ({ baseURL }) => {
  for (const path of ['/favicon.svg/', '/favicon.svg/..', '/theme.js/', '/index.html/']) {
    const { body } = await getRaw(baseURL!, path);
    expect(body).not.toMatch(/<svg|localStorage/);
  }
});
