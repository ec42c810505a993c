import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/**
 * From now on the access token that a page has is one that has expired: where the page sends it, the server gets the
 * same with an earlier end.
 */
export async function expireToken(page: Page, accessToken: string): Promise<void> {
  const expired = `Bearer ${expiredTwinOf(accessToken)}`;
  await page.route('**/api/v1/**', (route) => {
    const headers = route.request().headers();
    return headers.authorization === `Bearer ${accessToken}`
      ? route.fallback({ headers: { ...headers, authorization: expired } })
      : route.fallback();
  });
}

function expiredTwinOf(accessToken: string): string {
  const [header, payload] = accessToken.split('.');
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as { iat: number; exp: number };
  const earlier = JSON.stringify({ ...claims, iat: claims.iat - 3_600, exp: claims.iat - 60 });
  const body = `${header}.${Buffer.from(earlier).toString('base64url')}`;
  const key = readFileSync(join(process.env.E2E_SECRETS!, 'JWT_SECRETS'), 'utf8').trim();
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
}
