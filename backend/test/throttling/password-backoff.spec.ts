import { LIMITS } from '../../src/identity/throttling/limits';
import {
  guess,
  guessAtOnce,
  guessInTurn,
  haveFailed,
  lastWait,
  letTimePass,
  prolongWaits,
  restartWaits,
  somewhere,
  THROTTLED,
} from '../support/people/password-guesses';
import { type Answer, PASSWORD } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';

const FREE = LIMITS.password.quota;
const ONE_OF_9 = { 401: 1, 429: 8 };

describe('Whoever guesses passwords of one account from one source', () => {
  let app: TestApp;
  let email: string;
  let from: string;

  beforeAll(async () => {
    app = await startTestApp(THROTTLED);
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    await app.database.owner.query('DELETE FROM rate_limits');
    await app.database.owner.query('DELETE FROM password_backoffs');
    const owner = app.visitor();
    await owner.register();
    email = owner.email;
    from = somewhere();
  });

  const fail = (count: number) => guessInTurn(app, count, () => ({ email, from }));
  const wait = async () => {
    await restartWaits(app.database.owner);
    return guess(app, { email, from, password: PASSWORD });
  };

  it('may be wrong five times, and waits a second after the sixth', async () => {
    let answer: Answer;
    do {
      from = somewhere();
      expect(await fail(FREE + 1)).toEqual(Array(FREE + 1).fill(401));
      answer = await wait();
      // Else this machine took longer than the second, and it has begun anew with the right password.
    } while (answer.status === 200);
    expectProblem(answer, 429, 'RATE_LIMITED');
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.headers.get('ratelimit')).toBe('"password";r=0;t=1');
    expect(answer.headers.get('ratelimit-policy')).toBe('"password";q=5;w=3600');
    expect(answer.body.detail).toMatch(/1 second\./);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('waits twice as long after each further failure, up to a quarter of an hour', async () => {
    const waits: number[] = [];
    for (let failure = 1; failure <= FREE + 12; failure += 1) {
      expect((await guess(app, { email, from })).status).toBe(401);
      const seconds = await lastWait(app.database.owner);
      waits.push(seconds);
      await letTimePass(app.database.owner, seconds);
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it('is checked again as soon as the announced time is over', async () => {
    await fail(FREE + 1);
    await letTimePass(app.database.owner, 1);
    await fail(1);
    await prolongWaits(app.database.owner);
    const refused = await guess(app, { email, from, password: PASSWORD });
    expect(refused.status).toBe(429);
    await letTimePass(app.database.owner, Number(refused.headers.get('retry-after')));
    expect((await guess(app, { email, from, password: PASSWORD })).status).toBe(200);
  });

  it('does not wait longer for trying in the meantime', async () => {
    await fail(1);
    await haveFailed(app.database.owner);
    await fail(1);
    const state = () =>
      app.database.owner.query(
        `SELECT failures, blocked_until, expires_at, points
         FROM password_backoffs, rate_limits WHERE rate_limits.key LIKE 'account:%'`,
      );
    const before = await state();
    expect(await guessAtOnce(app, 30, () => ({ email, from }))).toEqual({ 429: 30 });
    expect(await state()).toEqual(before);
  });

  it('begins anew after the right password', async () => {
    for (let round = 0; round < 2; round += 1) {
      expect(await fail(FREE)).toEqual(Array(FREE).fill(401));
      expect((await guess(app, { email, from, password: PASSWORD })).status).toBe(200);
    }
    expect(await app.database.owner.query('SELECT key FROM password_backoffs')).toEqual([]);
  });

  it('begins anew an hour after the last failure, not before', async () => {
    await fail(FREE + 1);
    await letTimePass(app.database.owner, 3_590);
    await fail(1);
    expect(await lastWait(app.database.owner)).toBe(2);
    await letTimePass(app.database.owner, 3_600);
    expect(await fail(FREE + 1)).toEqual(Array(FREE + 1).fill(401));
  });

  it('hinders nobody elsewhere, and nobody else at the same place', async () => {
    const neighbour = app.visitor();
    await neighbour.register();
    await fail(FREE + 5);
    expect((await guess(app, { email, from: somewhere(), password: PASSWORD })).status).toBe(200);
    expect((await guess(app, { email: neighbour.email, from, password: PASSWORD })).status).toBe(200);
  });

  it('gains nothing by sending all guesses at once', async () => {
    const start = performance.now();
    const first = await guessAtOnce(app, 50, () => ({ email, from }));
    const waitsThatAreOver = Math.floor(Math.log2((performance.now() - start) / 1_000 + 1));
    expect(first[401]).toBeGreaterThan(FREE);
    expect(first[401]).toBeLessThanOrEqual(FREE + 1 + waitsThatAreOver);
    await app.database.owner.query('DELETE FROM rate_limits');
    await haveFailed(app.database.owner);
    await letTimePass(app.database.owner, 60);
    expect(await guessAtOnce(app, 60, () => ({ email, from }))).toEqual({ 401: 1, 429: 59 });
  });

  it('gains nothing by another spelling of the e-mail', async () => {
    const spellings = [email.toUpperCase(), ` ${email}`, `${email}\t`];
    await fail(1);
    await haveFailed(app.database.owner);
    expect(await guessAtOnce(app, 9, (index) => ({ email: spellings[index % 3] ?? '', from }))).toEqual(
      ONE_OF_9,
    );
  });

  it('gains nothing by another address of the same IPv6 network', async () => {
    from = '2001:db8:7:7::1';
    await fail(1);
    await haveFailed(app.database.owner);
    expect(await guessAtOnce(app, 9, (index) => ({ email, from: `2001:db8:7:7:${index}::` }))).toEqual(
      ONE_OF_9,
    );
  });

  it('gains nothing by addresses made up in header fields', async () => {
    const madeUp = (index: number) => {
      const address = `203.0.113.${index}`;
      return { 'x-real-ip': address, forwarded: `for=${address}`, 'x-forwarded-for': `${address}, ${from}` };
    };
    await fail(1);
    await haveFailed(app.database.owner);
    expect(await guessAtOnce(app, 9, (index) => ({ email, from, headers: madeUp(index) }))).toEqual(ONE_OF_9);
  });

  it('gains nothing by another server or a restart', async () => {
    const other = await startServerOn(app.database);
    const statuses = await guessInTurn(other, FREE + 1, () => ({ email, from }));
    await other.app.close();
    expect(statuses).toEqual(Array(FREE + 1).fill(401));
    await prolongWaits(app.database.owner);
    expect((await guess(app, { email, from, password: PASSWORD })).status).toBe(429);
  });
});

describe('Without trusted proxies', () => {
  it('no header field makes a guess come from elsewhere', async () => {
    const app = await startTestApp({ AUTH_THROTTLE: 'on' });
    const owner = app.visitor();
    await owner.register();
    const names = ['forwarded', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip'];
    await guess(app, { email: owner.email, from: '203.0.113.99' });
    await haveFailed(app.database.owner);
    const answers = await guessAtOnce(app, 9, (index) => {
      const address = `203.0.113.${index}`;
      const headers = Object.fromEntries(names.map((name) => [name, address]));
      return { email: owner.email, from: address, headers };
    });
    expect(answers).toEqual(ONE_OF_9);
    await app.stop();
  });
});
