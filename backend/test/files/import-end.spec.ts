import { LastingAccessService } from '../../src/identity/lasting-access/lasting-access.service';
import { ImportTurnsService } from '../../src/tasks/transfer/import/import-turns.service';
import { UploadsService } from '../../src/tasks/transfer/import/uploads.service';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { sessionIdOf } from '../support/database/session-rows';
import { PERSONAL_TOKENS, createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import { LOGOUT_ALL, otherDevice } from '../support/people/account';
import { ENDINGS } from '../support/people/endings';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';
import { importFile, TASK_IMPORT } from '../support/tasks/task-files';
import { createTask } from '../support/tasks/tasks';
import { until } from '../support/time/until';

const ROUNDS = 4;
const CSV = `title\n${'A\n'.repeat(1_200)}`;

describe('An import at another server', () => {
  let one: TestApp;
  let two: Awaited<ReturnType<typeof startServerOn>>;
  let person: Visitor;
  let phone: Visitor;

  beforeAll(async () => {
    one = await startTestApp();
    two = await startServerOn(one.database);
  });

  afterAll(async () => {
    await two.app.close();
    await one.stop();
  });

  beforeEach(async () => {
    await meetSomebody();
  });

  afterEach(() => {
    expect(two.app.get(UploadsService).count).toBe(0);
    expect(two.app.get(LastingAccessService).count).toBe(0);
  });

  async function meetSomebody(): Promise<void> {
    person = one.visitor();
    await person.register();
    phone = await otherDevice(one, person);
  }

  const owner = () => one.database.owner;
  const elsewhere = (visitor: Visitor): Visitor => Object.assign(visitor.clone(), { url: two.url });
  const send = (visitor: Visitor, headers: Record<string, string> = {}): Promise<Answer> =>
    importFile(elsewhere(visitor), 'csv', CSV, { headers });
  const countTasks = async (): Promise<number> => {
    const [row] = await owner().query<[{ count: string }]>('SELECT count(*) FROM tasks WHERE owner_id = $1', [
      person.userId,
    ]);
    return Number(row.count);
  };

  /** Has an import wait in the queue of the person, behind another one that takes its time. */
  async function queue(visitor: Visitor): Promise<{ answer: Promise<Answer>; goOn: () => void }> {
    const busy = Promise.withResolvers<void>();
    const never = new AbortController();
    void two.app.get(ImportTurnsService).take(person.userId, never.signal, () => busy.promise);
    const answer = send(visitor);
    await until(() => two.app.get(UploadsService).count === 1);
    return { answer, goOn: () => busy.resolve() };
  }

  it.each(ENDINGS)('that waits for its turn is refused at once by %s', async (_name, end) => {
    const { answer, goOn } = await queue(phone);
    await end({ person, phone, owner: owner() });
    expectProblem(await answer, 401, 'SESSION_ENDED');
    goOn();
    expect(await countTasks()).toBe(0);
  });

  it('that waits for its turn is refused at once when its personal access token is revoked', async () => {
    const { id, token } = await createPersonalToken(person);
    const { answer, goOn } = await queue(scriptWith(one, token));
    expect((await person.send('DELETE', `${PERSONAL_TOKENS}/${id}`)).status).toBe(204);
    expectProblem(await answer, 401, 'TOKEN_INVALID');
    goOn();
    expect(await countTasks()).toBe(0);
  });

  it('that waits for its turn is refused when it comes, even if nobody tells of the end', async () => {
    const { answer, goOn } = await queue(phone);
    await owner().query('UPDATE sessions SET idle_expires_at = now() WHERE id = $1', [
      sessionIdOf(phone.refreshToken),
    ]);
    goOn();
    expectProblem(await answer, 401, 'SESSION_ENDED');
  });

  it('that waits for its turn goes on when another session of the person ends', async () => {
    const { answer, goOn } = await queue(person);
    await phone.logout();
    goOn();
    expect((await answer).status).toBe(200);
    expect(await countTasks()).toBe(1_200);
  });

  /** An end of the phone's access that is not committed while the import is carried out. */
  async function refuseAtTheEnd(visitor: Visitor, sql: string, id: string, key?: string): Promise<Answer> {
    for (;;) {
      const blocker = await openTransaction(one.database);
      await blocker.query(sql, [id]);
      const answer = send(visitor, key === undefined ? {} : { 'idempotency-key': key });
      await untilBlocked(owner());
      await blocker.commit();
      // On a slow machine it may not wait long enough; then nothing is kept either, and the end is undone to ask again.
      if ((await answer).status !== 503) {
        return answer;
      }
      await owner().query('UPDATE sessions SET revoked_at = NULL WHERE user_id = $1', [person.userId]);
      await owner().query('UPDATE users SET disabled_at = NULL WHERE id = $1', [person.userId]);
    }
  }

  it.each([
    [
      'the session',
      'UPDATE sessions SET revoked_at = now() WHERE id = $1',
      () => sessionIdOf(phone.refreshToken),
    ],
    ['the account', 'UPDATE users SET disabled_at = now() WHERE id = $1', () => person.userId],
  ])('keeps nothing when the end of %s is committed first', async (_name, sql, idOf) => {
    expectProblem(await refuseAtTheEnd(phone, sql, idOf()), 401, 'SESSION_ENDED');
    expect(await countTasks()).toBe(0);
  });

  it('keeps nothing when the end of its personal access token is committed first', async () => {
    const { id, token } = await createPersonalToken(person);
    const answer = await refuseAtTheEnd(
      scriptWith(one, token),
      'DELETE FROM access_tokens WHERE id = $1',
      id,
    );
    expectProblem(answer, 401, 'TOKEN_INVALID');
    expect(await countTasks()).toBe(0);
  });

  it('does not repeat an answer to somebody whose session ends meanwhile', async () => {
    expect((await send(phone, { 'idempotency-key': 'once' })).status).toBe(200);
    const id = sessionIdOf(phone.refreshToken);
    const sql = 'UPDATE sessions SET revoked_at = now() WHERE id = $1';
    expectProblem(await refuseAtTheEnd(phone, sql, id, 'once'), 401, 'SESSION_ENDED');
    expect((await send(person, { 'idempotency-key': 'once' })).body).toMatchObject({ imported: 1_200 });
    expect(await countTasks()).toBe(1_200);
  });

  it.each<[string, (revoke: { tokenId: string }) => Promise<Answer>]>([
    ['signing out everywhere', () => person.clone().send('POST', LOGOUT_ALL)],
    ['revoking the token', ({ tokenId }) => person.send('DELETE', `${PERSONAL_TOKENS}/${tokenId}`)],
  ])('that is being committed is waited for by %s', async (name, end) => {
    const { id: tokenId, token } = await createPersonalToken(person);
    const visitor = name === 'revoking the token' ? scriptWith(one, token) : phone;
    await owner().query(`
      CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END';
      CREATE CONSTRAINT TRIGGER wait_for_test AFTER INSERT ON tasks DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION wait_for_test()
    `);
    const blocker = await openTransaction(one.database);
    await blocker.query('SELECT pg_advisory_xact_lock(7)');
    const imported = send(visitor);
    await untilBlocked(owner());
    const ended = end({ tokenId });
    await Promise.race([untilBlocked(owner(), 2), imported]);
    await blocker.commit();
    expect((await ended).status).toBe(204);
    const count = await countTasks();
    // 503 where the machine is so slow that it gave up waiting.
    expect([(await imported).status, count]).toEqual(count === 0 ? [503, 0] : [200, 1_200]);
    expect(await countTasks()).toBe(count);
    await owner().query('DROP TRIGGER wait_for_test ON tasks; DROP FUNCTION wait_for_test');
  });

  it('of a file that must not come twice is made once, whichever server it comes to at the same time', async () => {
    await createTask(person);
    const blocker = await openTransaction(one.database);
    await blocker.query('SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE', [person.userId]);
    const answers = [person, elsewhere(person)].map((visitor) =>
      visitor.send('POST', `${TASK_IMPORT}?format=csv&repeat=refuse`, {
        body: CSV,
        headers: { 'content-type': 'text/csv' },
      }),
    );
    await untilBlocked(owner(), 2);
    await blocker.commit();
    const statuses = (await Promise.all(answers)).map(({ status }) => status).sort();
    // 503 where the machine took longer than a statement may wait.
    expect([
      [200, 409],
      [200, 503],
      [503, 503],
    ]).toContainEqual(statuses);
    expect(await countTasks()).toBe(statuses[0] === 200 ? 1_201 : 1);
  });

  it.each(ENDINGS)('commits nothing after %s has answered, however they race', async (_name, end) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await meetSomebody();
      const imported = send(phone);
      if (round % 2 === 1) {
        await until(() => two.app.get(UploadsService).count === 1);
      }
      await end({ person, phone, owner: owner() });
      const count = await countTasks();
      const { status } = await imported;
      expect(await countTasks()).toBe(count);
      expect(status === 200 || count === 0).toBe(true);
    }
  });
});
