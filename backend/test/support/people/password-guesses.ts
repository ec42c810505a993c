import { randomInt } from 'node:crypto';
import { DeviceTokensService } from '../../../src/identity/throttling/device-tokens.service';
import { loadConfig } from '../../../src/platform/config/config';
import type { Statements } from '../database/sql-pool';
import type { TestDatabase } from '../database/test-database';
import type { TestServer } from '../servers/test-server';
import { type Answer, Visitor } from './visitor';

export const WRONG = 'not the right one';

/** Settings under which a test is wherever it says to be. */
export const THROTTLED = { AUTH_THROTTLE: 'on', TRUSTED_PROXIES: '127.0.0.1' };

interface Guess {
  email: string;
  password?: string;
  /** The address that the proxy in front saw. */
  from: string;
  /** With the cookies of this browser; they are left as they were. */
  browser?: Visitor;
  headers?: Record<string, string>;
}

export function somewhere(): string {
  return `198.51.${randomInt(256)}.${randomInt(256)}`;
}

export function guess(
  { url }: Pick<TestServer, 'url'>,
  { email, password = WRONG, from, browser, headers }: Guess,
): Promise<Answer> {
  const visitor = Object.assign(browser?.clone() ?? new Visitor(url), { url });
  return visitor.send('POST', '/api/v1/auth/login', {
    body: { email, password },
    headers: { 'x-forwarded-for': from, ...headers },
  });
}

/** As many browsers as somebody likes that know the password: each signed in on its own. */
export function knownBrowsers(
  { environment }: Pick<TestDatabase, 'environment'>,
  { url, userId, email }: Visitor,
  count: number,
  securityVersion = 1,
): Visitor[] {
  const tokens = new DeviceTokensService(loadConfig(environment));
  return Array.from({ length: count }, () => {
    const browser = Object.assign(new Visitor(url), { email });
    const device = tokens.createDevice({ id: userId, securityVersion });
    browser.cookies.set('taskward_device_3000', tokens.issue(device));
    return browser;
  });
}

/** One after another: the statuses of the answers. */
export async function guessInTurn(
  app: Pick<TestServer, 'url'>,
  count: number,
  guessOf: (index: number) => Guess,
): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) {
    statuses.push((await guess(app, guessOf(index))).status);
  }
  return statuses;
}

/** All at once: the number of answers of each status. */
export async function guessAtOnce(
  app: Pick<TestServer, 'url'>,
  count: number,
  guessOf: (index: number) => Guess,
): Promise<Record<number, number>> {
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => guess(app, guessOf(index))));
  return countBy(answers.map(({ status }) => status));
}

export function countBy(statuses: number[]): Record<number, number> {
  const groups = Map.groupBy(statuses, (status) => status);
  return Object.fromEntries([...groups].map(([status, alike]) => [status, alike.length]));
}

/** As if nobody had tried anything yet. */
export async function forgetLimits(owner: Statements): Promise<void> {
  await owner.query('DELETE FROM rate_limits');
  await owner.query('DELETE FROM password_backoffs');
}

/** Somebody who has just signed up. */
export async function newcomer(app: Pick<TestServer, 'visitor'>): Promise<Visitor> {
  const visitor = app.visitor();
  await visitor.register();
  return visitor;
}

/** Moves every counter into the past in place of waiting, or into the future in place of hurrying. */
export async function letTimePass(owner: Statements, seconds: number): Promise<void> {
  await owner.query(
    `UPDATE password_backoffs SET blocked_until = blocked_until - $1 * interval '1 s',
                                  expires_at = expires_at - $1 * interval '1 s'`,
    [seconds],
  );
  await owner.query('UPDATE rate_limits SET expire = expire - $1', [seconds * 1_000]);
}

/** As if strangers had used up what they may try for the account. */
export async function exhaustStrangers(
  app: Pick<TestServer, 'url' | 'database'>,
  email: string,
): Promise<void> {
  await guess(app, { email, from: somewhere() });
  await app.database.owner.query(`UPDATE rate_limits SET points = 100 WHERE key LIKE 'account:%'`);
}

/** As if everybody who has failed had failed so often: whoever fails again waits long enough for any test. */
export async function haveFailed(owner: Statements, failures = 10): Promise<void> {
  await owner.query('UPDATE password_backoffs SET failures = $1', [failures]);
}

/** Lets the waits begin again. */
export async function restartWaits(owner: Statements): Promise<void> {
  await owner.query(
    `UPDATE password_backoffs SET blocked_until = now() + (blocked_until - (expires_at - interval '1 h'))`,
  );
}

/** Lets the waits last for an hour, so that nobody is in time, however slow the test is. */
export async function prolongWaits(owner: Statements): Promise<void> {
  await owner.query(`UPDATE password_backoffs SET blocked_until = now() + interval '1 h'`);
}

/** The seconds between the last counted attempt and the end of its wait. */
export async function lastWait(owner: Statements): Promise<number> {
  const [row] = await owner.query<{ wait: number }[]>(
    `SELECT coalesce(extract(epoch FROM blocked_until - (expires_at - interval '1 h')), 0)::integer AS wait
     FROM password_backoffs ORDER BY expires_at DESC LIMIT 1`,
  );
  return row?.wait ?? 0;
}
