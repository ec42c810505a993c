import type { IncomingMessage } from 'node:http';
import { ExportsService } from '../../src/identity/exports/exports.service';
import { LastingAccessService } from '../../src/identity/lasting-access/lasting-access.service';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { loseListeners } from '../support/database/outage';
import { sessionIdOf } from '../support/database/session-rows';
import { PERSONAL_TOKENS, createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import { EXPORT, otherDevice } from '../support/people/account';
import { ENDINGS } from '../support/people/endings';
import type { Visitor } from '../support/people/visitor';
import { insertLongTasks, readOn, startDownload } from '../support/requests/download';
import { expectProblem } from '../support/requests/expect-problem';
import { startServerOn, startTestApp, type TestApp } from '../support/servers/test-app';
import { TASK_EXPORT } from '../support/tasks/task-files';
import { insertTasks } from '../support/tasks/tasks';
import { until } from '../support/time/until';

const LATE = 'written after the end';

describe('A download from another server', () => {
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
    person = one.visitor();
    await person.register();
    phone = await otherDevice(one, person);
  });

  const owner = () => one.database.owner;
  const elsewhere = (visitor: Visitor): Visitor => Object.assign(visitor.clone(), { url: two.url });
  const underWay = () => two.app.get(ExportsService).count;

  /** A download that waits for its reader. */
  async function begin(visitor: Visitor, path: string): Promise<IncomingMessage> {
    await insertLongTasks(owner(), person.userId);
    const response = await startDownload(elsewhere(visitor), path);
    expect(response.statusCode).toBe(200);
    expect(underWay()).toBe(1);
    return response;
  }

  /** Its connection is cut while nobody reads, and its file has no end. */
  async function expectCut(response: IncomingMessage, reason: string): Promise<void> {
    await until(() => underWay() === 0);
    const { text, isWhole } = await readOn(response);
    expect({ isWhole, hasEnd: /\]\}\s*$/.test(text) }).toEqual({ isWhole: false, hasEnd: false });
    expect(lineAbout(two, response)).toMatchObject({ event: 'export-cut', reason });
  }

  it.each(ENDINGS)('is cut at once by %s', async (_name, end) => {
    const response = await begin(phone, TASK_EXPORT);
    await end({ person, phone, owner: owner() });
    await expectCut(response, 'SESSION_ENDED');
  });

  it('of everything about the person is cut, too', async () => {
    const response = await begin(phone, EXPORT);
    await phone.clone().logout();
    await expectCut(response, 'SESSION_ENDED');
  });

  it.each(['csv', 'ics'])('of %s is cut, too', async (format) => {
    const response = await begin(phone, `${TASK_EXPORT}?format=${format}`);
    await phone.clone().logout();
    await expectCut(response, 'SESSION_ENDED');
  });

  it('is cut with a personal access token that is revoked', async () => {
    const { id, token } = await createPersonalToken(person, { scopes: ['tasks:read'] });
    const response = await begin(scriptWith(one, token), TASK_EXPORT);
    expect((await person.send('DELETE', `${PERSONAL_TOKENS}/${id}`)).status).toBe(204);
    await expectCut(response, 'TOKEN_INVALID');
  });

  it('is cut after the news were lost with the connection that hears them', async () => {
    const response = await begin(phone, TASK_EXPORT);
    await owner().query('ALTER TABLE sessions DISABLE TRIGGER notify_ended_session');
    await phone.clone().logout();
    await owner().query('ALTER TABLE sessions ENABLE TRIGGER notify_ended_session');
    await loseListeners(one.database);
    await expectCut(response, 'SESSION_ENDED');
  });

  it('holds nothing that was written after the end, even if nobody tells of it', async () => {
    const blocker = await openTransaction(one.database);
    await blocker.query('LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE');
    const answer = elsewhere(phone).send('GET', TASK_EXPORT);
    await untilBlocked(owner());
    await blocker.query('UPDATE sessions SET idle_expires_at = now() WHERE id = $1', [
      sessionIdOf(phone.refreshToken),
    ]);
    await blocker.query(`INSERT INTO tasks (id, owner_id, title) VALUES (gen_random_uuid(), $1, '${LATE}')`, [
      person.userId,
    ]);
    await blocker.commit();
    expectProblem(await answer, 401, 'SESSION_ENDED');
    expect((await answer).text).not.toContain(LATE);
  });

  it('that is read on after the end goes no further, even if nobody tells of it', async () => {
    const response = await begin(phone, TASK_EXPORT);
    await owner().query('UPDATE sessions SET idle_expires_at = now() WHERE id = $1', [
      sessionIdOf(phone.refreshToken),
    ]);
    await insertTasks(owner(), person.userId, [{ title: LATE }]);
    const { text, isWhole } = await readOn(response);
    expect(isWhole).toBe(false);
    expect(text).not.toContain(LATE);
  });

  it('goes on when another session of the person ends, and leaves nothing behind', async () => {
    const response = await begin(person, TASK_EXPORT);
    await phone.logout();
    const { text, isWhole } = await readOn(response);
    expect(isWhole).toBe(true);
    expect((JSON.parse(text) as { tasks: unknown[] }).tasks).toHaveLength(200);
    await until(() => underWay() === 0);
    expect(two.app.get(LastingAccessService).count).toBe(0);
  });
});

describe('A download', () => {
  it('is cut when the access token expires', async () => {
    const app = await startTestApp({ ACCESS_TOKEN_TTL: '3s', REFRESH_WINDOW: '1s' });
    const person = app.visitor();
    await person.register();
    await insertLongTasks(app.database.owner, person.userId);
    const response = await persistently(person);
    await until(() => app.app.get(ExportsService).count === 0);
    expect((await readOn(response)).isWhole).toBe(false);
    expect(lineAbout(app, response)).toMatchObject({ event: 'export-cut', reason: 'TOKEN_EXPIRED' });
    await app.stop();
  });
});

/** However slow the machine is: a token that lives for seconds may be too old when the request arrives. */
async function persistently(person: Visitor): Promise<IncomingMessage> {
  for (;;) {
    expect((await person.refresh()).status).toBe(200);
    const response = await startDownload(person, TASK_EXPORT);
    if (response.statusCode === 200) {
      return response;
    }
  }
}

/** What the log says last about the request. */
function lineAbout({ log }: Pick<TestApp, 'log'>, { headers }: IncomingMessage): unknown {
  const line = log.findLast((each) => each.includes(`"requestId":"${headers['x-request-id'] as string}"`));
  return JSON.parse(line ?? '{}');
}
