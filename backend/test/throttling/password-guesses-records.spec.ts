import { LIMITS } from '../../src/identity/throttling/limits';
import { WRONG_PASSWORD } from '../../src/identity/throttling/password-attempt';
import { PasswordAttemptsService } from '../../src/identity/throttling/password-attempts.service';
import { Problem } from '../../src/platform/errors/problem';
import {
  guess,
  guessAtOnce,
  guessInTurn,
  letTimePass,
  prolongWaits,
  somewhere,
  THROTTLED,
} from '../support/people/password-guesses';
import { type Answer, PASSWORD, type Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';

const FREE = LIMITS.password.quota;

describe('A guessed password', () => {
  let app: TestApp;
  let owner: Visitor;
  let from: string;

  beforeAll(async () => {
    app = await startTestApp(THROTTLED);
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    await app.database.owner.query('DELETE FROM rate_limits');
    await app.database.owner.query('DELETE FROM password_backoffs');
    owner = app.visitor();
    await owner.register();
    from = somewhere();
  });

  const throttledEvents = () =>
    app.database.owner.query<Record<string, unknown>[]>(
      `SELECT user_id, unknown_identifier, host(ip) AS ip FROM audit_events
       WHERE event = 'sign-in-throttled' AND host(ip) = $1`,
      [from],
    );

  it('leads to the same answers whether the account exists, is disabled, or is none', async () => {
    const disabled = app.visitor();
    await disabled.register();
    await app.database.owner.query('UPDATE users SET disabled_at = now() WHERE id = $1', [disabled.userId]);
    const people = [
      { email: owner.email, from: somewhere() },
      { email: disabled.email, from: somewhere(), password: PASSWORD },
      { email: 'nobody@example.org', from: somewhere() },
    ];
    const answers: Answer[][] = [];
    for (const person of people) {
      answers.push(await answersOf(person));
    }
    expect(answers[0]?.map(({ status }) => status)).toEqual([...Array<number>(FREE + 1).fill(401), 429]);
    const [first, ...others] = answers.map((alike) => alike.map(withoutChance));
    expect(others).toEqual([first, first]);
    expect(await app.database.owner.query('SELECT failures FROM password_backoffs')).toEqual(
      Array(3).fill({ failures: FREE + 1 }),
    );
  });

  const answersOf = async (person: Parameters<typeof guess>[1]): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (let index = 0; index <= FREE; index += 1) {
      answers.push(await guess(app, person));
    }
    await prolongWaits(app.database.owner);
    return [...answers, await guess(app, person)];
  };

  it('is audited once when the waits begin, not for each refusal', async () => {
    await guessInTurn(app, FREE, () => ({ email: owner.email, from }));
    expect(await throttledEvents()).toEqual([]);
    await guessInTurn(app, 1, () => ({ email: owner.email, from }));
    await letTimePass(app.database.owner, -60);
    await guessAtOnce(app, 40, () => ({ email: owner.email, from }));
    expect(await throttledEvents()).toEqual([{ user_id: owner.userId, unknown_identifier: null, ip: from }]);
    const refusals = app.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(refusals.filter(({ event, ip }) => event === 'rate-limited' && ip === from)).toHaveLength(40);
  });

  it('is kept, for an e-mail of nobody, without the e-mail', async () => {
    const email = 'what-nobody-must-read@example.org';
    await guessAtOnce(app, 10, () => ({ email, from }));
    const [event, ...more] = await throttledEvents();
    expect(event).toMatchObject({ user_id: null, unknown_identifier: expect.stringMatching(/^[\w-]{22}$/) });
    expect(more).toEqual([]);
    const rows = await app.database.owner.query<unknown[]>(
      `SELECT to_json(b)::text FROM password_backoffs b UNION ALL SELECT to_json(r)::text FROM rate_limits r
       UNION ALL SELECT to_json(a)::text FROM audit_events a`,
    );
    expect(JSON.stringify([rows, app.log])).not.toContain('what-nobody');
  });

  it('does not count when the server was too busy to check it, and counts when the check broke', async () => {
    const attempt = {
      email: owner.email,
      account: { id: owner.userId, securityVersion: 1 },
      client: { ip: from, userAgent: null, requestId: 'test' },
    };
    const attempts = app.app.get(PasswordAttemptsService);
    const breakWith = (error: Error) => () => Promise.reject(error);
    const failures = () =>
      app.database.owner.query(
        `SELECT failures, points FROM password_backoffs, rate_limits WHERE rate_limits.key LIKE 'account:%'`,
      );
    await attempts.throttle(attempt, () => Promise.resolve(WRONG_PASSWORD));
    const before = await failures();
    const busy = attempts.throttle(attempt, breakWith(new Problem('UNAVAILABLE')));
    await expect(busy).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await failures()).toEqual(before);
    const broken = attempts.throttle(attempt, breakWith(new Problem('INVALID_CREDENTIALS')));
    await expect(broken).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await failures()).toEqual([{ failures: 2, points: 2 }]);
  });

  it.each(['password_backoffs', 'rate_limits'])(
    'is not checked while %s cannot be written; whoever is signed in stays so',
    async (table) => {
      await app.database.owner.query(`ALTER TABLE ${table} RENAME TO lost`);
      for (const email of [owner.email, 'nobody@example.org']) {
        const answer = await guess(app, { email, from, password: PASSWORD });
        expectProblem(answer, 503, 'UNAVAILABLE');
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect((await owner.send('GET', '/api/v1/users/me')).status).toBe(200);
      expect((await owner.send('POST', '/api/v1/tasks', { body: { title: 'Go on' } })).status).toBe(201);
      await app.database.owner.query(`ALTER TABLE lost RENAME TO ${table}`);
      expect((await guess(app, { email: owner.email, from, password: PASSWORD })).status).toBe(200);
    },
  );
});

describe('With AUTH_THROTTLE=off', () => {
  it('nothing is counted, and no browser is marked', async () => {
    const app = await startTestApp();
    const owner = app.visitor();
    await owner.register();
    const statuses = await guessInTurn(app, FREE + 3, () => ({ email: owner.email, from: somewhere() }));
    expect(statuses).toEqual(Array(FREE + 3).fill(401));
    expect((await owner.login()).status).toBe(200);
    expect([...owner.cookies.keys()].sort()).toEqual(['taskward_refresh_3000', 'taskward_signed_in_3000']);
    expect(await app.database.owner.query('SELECT key FROM password_backoffs')).toEqual([]);
    expect(await app.database.owner.query('SELECT key FROM rate_limits')).toEqual([]);
    await app.stop();
  });
});

/** What of an answer does not depend on when it was given. */
function withoutChance({ status, headers, body }: Answer): unknown {
  const chance = ['date', 'ratelimit', 'retry-after', 'x-request-id'];
  const fields = [...headers].filter(([name]) => !chance.includes(name));
  const detail = String(body.detail).replace(/\d+ \w+\./, 'a while.');
  return [status, fields, headers.has('retry-after'), { ...body, detail, requestId: '' }];
}
