import { crc32 } from 'node:zlib';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { endOutage, startOutage } from '../support/database/outage';
import { createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import { changePassword, deleteAccount, LOGOUT_ALL } from '../support/people/account';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, TASKS } from '../support/tasks/tasks';

const LAST_USED = 'SELECT last_used_at, xmin FROM access_tokens WHERE id = $1';

describe('A personal access token', () => {
  let app: TestApp;
  let person: Visitor;
  let id: string;
  let token: string;
  let script: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
    ({ id, token } = await createPersonalToken(person));
    script = scriptWith(app, token);
  });

  const owner = () => app.database.owner;
  const change = (assignment: string) =>
    owner().query(`UPDATE access_tokens SET ${assignment} WHERE id = $1`, [id]);
  const lastUse = async () => {
    const [row] = await owner().query<[{ last_used_at: Date | null; xmin: string }]>(LAST_USED, [id]);
    return row;
  };

  function expectRefused(answer: Answer, code: 'TOKEN_INVALID' | 'TOKEN_EXPIRED'): void {
    expectProblem(answer, 401, code);
    expect(answer.headers.get('www-authenticate')).toBe(
      `Bearer realm="taskward", error="invalid_token", error_description="${String(answer.body.detail)}"`,
    );
  }

  it('is good for the tasks of its person', async () => {
    const { id: taskId } = await createTask(script, { title: 'Fix the build' });
    expect((await person.send('GET', `${TASKS}/${taskId}`)).body.title).toBe('Fix the build');
    expect((await script.send('GET', `${TASKS}/${taskId}`)).body.title).toBe('Fix the build');
  });

  it('is refused in every other spelling', async () => {
    const flipped = token.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const others = [
      `${token}0`,
      token.slice(0, -1),
      flipped,
      token.toUpperCase(),
      'twd_',
      'twd_x',
      `x${token}`,
    ];
    for (const other of others) {
      expectRefused(await scriptWith(app, other).send('GET', TASKS), 'TOKEN_INVALID');
    }
  });

  it('is refused with another secret, an unknown id, and the id of another token', async () => {
    const other = await createPersonalToken(person);
    const [one, two] = [token, other.token];
    const forged = [
      `${one.slice(0, 36)}${'0'.repeat(64)}`,
      `twd_${'0'.repeat(32)}${one.slice(36, 100)}`,
      `${one.slice(0, 36)}${two.slice(36, 100)}`,
    ];
    for (const unchecked of forged) {
      const checksum = crc32(unchecked).toString(16).padStart(8, '0');
      expectRefused(await scriptWith(app, unchecked + checksum).send('GET', TASKS), 'TOKEN_INVALID');
    }
    expect((await lastUse()).last_used_at).toBeNull();
  });

  it('costs no question to the database when its checksum is wrong', async () => {
    const garbage = `${token.slice(0, -8)}${'0'.repeat(8)}`;
    await startOutage(app.database);
    try {
      expect((await script.send('GET', TASKS)).status).toBeGreaterThanOrEqual(500);
      expectRefused(await scriptWith(app, garbage).send('GET', TASKS), 'TOKEN_INVALID');
    } finally {
      await endOutage(app.database);
    }
  });

  it('is refused from the instant at which it expires, and says so to its holder only', async () => {
    await change(`expires_at = now()`);
    expectRefused(await script.send('GET', TASKS), 'TOKEN_EXPIRED');
    const unchecked = `${token.slice(0, 36)}${'0'.repeat(64)}`;
    const forged = unchecked + crc32(unchecked).toString(16).padStart(8, '0');
    expectRefused(await scriptWith(app, forged).send('GET', TASKS), 'TOKEN_INVALID');
    expect((await lastUse()).last_used_at).toBeNull();
  });

  it('is refused while its person is disabled, and when there is no such person any more', async () => {
    const disable = (value: string) =>
      owner().query(`UPDATE users SET disabled_at = ${value} WHERE id = $1`, [person.userId]);
    await disable('now()');
    expectRefused(await script.send('GET', TASKS), 'TOKEN_INVALID');
    await disable('NULL');
    expect((await script.send('GET', TASKS)).status).toBe(200);
    expect((await deleteAccount(person)).status).toBe(204);
    expectRefused(await script.send('GET', TASKS), 'TOKEN_INVALID');
    expect(await owner().query(LAST_USED, [id])).toEqual([]);
  });

  it('outlives the sessions of its person, however they end', async () => {
    expect((await changePassword(person)).status).toBe(200);
    expect((await script.send('GET', TASKS)).status).toBe(200);
    expect((await person.send('POST', LOGOUT_ALL)).status).toBe(204);
    expect((await script.send('GET', TASKS)).status).toBe(200);
  });

  it('notes its last use once a minute', async () => {
    const use = async (before: string): Promise<number[]> => {
      await change(`last_used_at = ${before}`);
      const former = (await lastUse()).last_used_at?.getTime() ?? 0;
      const sent = Date.now();
      await script.send('GET', TASKS);
      return [former, sent, (await lastUse()).last_used_at?.getTime() ?? 0];
    };
    for (const before of ['NULL', `now() - interval '61 s'`]) {
      const [, sent = 0, noted] = await use(before);
      expect(noted).toBeGreaterThanOrEqual(sent);
    }
    for (const before of ['now()', `now() - interval '59 s'`]) {
      const [former = 0, , noted = 0] = await use(before);
      // A busy machine may take so long for it that the minute is over.
      expect(noted === former || noted - former >= 60_000).toBe(true);
    }
  });

  it('notes one use when many come at once', async () => {
    const other = await openTransaction(app.database);
    await other.query('UPDATE access_tokens SET last_used_at = now() WHERE id = $1', [id]);
    const uses = Array.from({ length: 5 }, () => script.send('GET', TASKS));
    await untilBlocked(owner());
    await other.commit();
    const noted = await lastUse();
    expect((await Promise.all(uses)).map(({ status }) => status)).toEqual(Array<number>(5).fill(200));
    expect(await lastUse()).toEqual(noted);
  });

  it('is not taken from an address or a body', async () => {
    const stranger = app.visitor();
    expectProblem(await stranger.send('GET', `${TASKS}?access_token=${token}`), 401, 'TOKEN_MISSING');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const form = await stranger.send('POST', TASKS, { body: `access_token=${token}`, headers });
    expectProblem(form, 401, 'TOKEN_MISSING');
    expectProblem(await script.send('GET', `${TASKS}?access_token=${token}`), 400, 'VALIDATION_FAILED');
  });

  it('never appears in the log, with whatever it is sent', async () => {
    await script.send('GET', TASKS);
    await script.send('GET', `${TASKS}/${token}?access_token=${token}`);
    await script.send('GET', `/${token}`);
    await script.send('POST', TASKS, { body: { title: token, token } });
    await script.send('GET', TASKS, { headers: { authorization: `Bearer ${token} ${token}` } });
    await app.visitor().login({ email: `${token}@example.org`, password: token });
    await person.send('DELETE', `/api/v1/auth/access-tokens/${id}`);
    await script.send('GET', TASKS);
    const log = app.log.join('\n');
    expect(log).toContain('access-token-revoked');
    expect(log).not.toContain('twd_');
    expect(log).not.toContain(token.slice(36, 100));
  });
});
