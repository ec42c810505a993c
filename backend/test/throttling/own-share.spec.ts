import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PersonTurnsService } from '../../src/identity/concurrency/person-turns.service';
import { openTransaction, type OpenTransaction, untilBlocked } from '../support/database/open-transaction';
import { createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import { ME } from '../support/people/account';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { importFile } from '../support/tasks/task-files';
import { createTask, listTasks, TASKS } from '../support/tasks/tasks';

/** As many as a server works on for one person; it has twice as many connections to the database. */
const PLACES = 5;

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await nextTurn();
  }
}

describe('Somebody who asks for much at once', () => {
  let app: TestApp;
  let ada: Visitor;
  let eve: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ REQUESTS_IN_HAND_MAXIMUM: String(PLACES), STATEMENT_TIMEOUT: '2500ms' });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    [ada, eve] = [app.visitor(), app.visitor()];
    await ada.register();
    await eve.register();
    await createTask(ada);
    await createTask(eve);
  });

  const turns = () => app.app.get(PersonTurnsService);
  const atOnce = <T>(count: number, send: () => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, send));
  const post = (visitor = ada, headers = {}) =>
    visitor.send('POST', TASKS, { body: { title: 'One of many' }, headers });

  /** Keeps every change of her tasks waiting. */
  async function holdFeed(): Promise<OpenTransaction> {
    const holder = await openTransaction(app.database);
    await holder.query('SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE', [ada.userId]);
    return holder;
  }

  async function expectUndisturbed(visitor: Visitor): Promise<void> {
    for (let round = 0; round < 5; round += 1) {
      expect((await visitor.send('GET', ME)).status).toBe(200);
      expect((await listTasks(visitor)).body.items.length).toBeGreaterThan(0);
      expect((await post(visitor)).status).toBe(201);
    }
  }

  function expectTurnedAway(answers: Answer[]): void {
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expectProblem(answer, 429, 'RATE_LIMITED');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.headers.get('ratelimit')).toBe('"requests";r=0');
      expect(answer.headers.get('ratelimit-policy')).toBe(`"requests";q=${PLACES};qu="concurrent-requests"`);
    }
    // What was worked on has waited as long as a statement may.
    answers
      .filter(({ status }) => status !== 429)
      .forEach((answer) => expectProblem(answer, 503, 'UNAVAILABLE'));
  }

  it('waits for a lock on half of the connections at most, and takes nothing from others', async () => {
    const holder = await holdFeed();
    const answers = atOnce(16, () => post());
    await untilBlocked(app.database.owner, PLACES);
    await expectUndisturbed(eve);
    expectTurnedAway(await answers);
    await holder.commit();
    expect((await post()).status).toBe(201);
  });

  it('does so with a personal access token as well', async () => {
    const script = scriptWith(app, (await createPersonalToken(ada)).token);
    const holder = await holdFeed();
    const answers = atOnce(16, () => post(script));
    await untilBlocked(app.database.owner, PLACES);
    await expectUndisturbed(eve);
    expectTurnedAway(await answers);
    await holder.commit();
  });

  it('does so while an import holds what the other requests wait for', async () => {
    const holder = await openTransaction(app.database);
    await holder.query('LOCK TABLE tasks IN SHARE MODE');
    const importing = importFile(ada, 'csv', 'title\r\nfrom a file\r\n');
    await untilBlocked(app.database.owner);
    const answers = atOnce(16, () => post());
    await untilBlocked(app.database.owner, PLACES);
    for (let round = 0; round < 5; round += 1) {
      expect((await listTasks(eve)).status).toBe(200);
    }
    expectTurnedAway(await answers);
    await importing;
    await holder.commit();
  });

  it('has everything done that fits, in the order in which it came', async () => {
    const holder = await holdFeed();
    const posts: Promise<Answer>[] = [];
    for (let waiting = 0; waiting < 3; waiting += 1) {
      posts.push(...Array.from({ length: waiting === 0 ? PLACES : 1 }, () => post()));
      await until(() => turns().waiting === waiting);
    }
    await holder.commit();
    const statuses = (await Promise.all(posts)).map(({ status }) => status);
    expect(statuses).toEqual(posts.map(() => 201));
  });

  it('who signs out while a request waits has not made it', async () => {
    const phone = app.visitor();
    await phone.login({ email: ada.email });
    const holder = await holdFeed();
    const posts = atOnce(PLACES, () => post());
    await untilBlocked(app.database.owner, PLACES);
    const waiting = phone.send('POST', TASKS, { body: { title: 'Too late' } });
    await until(() => turns().waiting === 1);
    expect((await phone.clone().logout()).status).toBe(204);
    await holder.commit();
    await posts;
    // 429 where the machine is so slow that it has given up waiting.
    expect([401, 429]).toContain((await waiting).status);
    expect(await app.database.owner.query(`SELECT FROM tasks WHERE title = 'Too late'`)).toEqual([]);
  });

  it('who leaves while a request waits has not made it', async () => {
    const holder = await holdFeed();
    const posts = Array.from({ length: PLACES }, () => post());
    await untilBlocked(app.database.owner, PLACES);
    const leaving = new AbortController();
    const left = fetch(ada.url + TASKS, {
      method: 'POST',
      signal: leaving.signal,
      headers: { authorization: `Bearer ${ada.accessToken}`, 'content-type': 'application/json' },
      body: '{"title":"Never mind"}',
    });
    await until(() => turns().waiting === 1);
    leaving.abort();
    await expect(left).rejects.toThrow('aborted');
    await until(() => turns().waiting === 0);
    await holder.commit();
    await Promise.all(posts);
    const { items } = (await listTasks(ada)).body;
    expect(items.map(({ title }) => title)).not.toContain('Never mind');
  });

  it('nor has who leaves while it waits behind another one on its connection', async () => {
    const holder = await holdFeed();
    const posts = Array.from({ length: PLACES }, () => post());
    await untilBlocked(app.database.owner, PLACES);
    const { hostname, port, host } = new URL(ada.url);
    const socket = connect(Number(port), hostname);
    const request = `GET ${TASKS} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${ada.accessToken}\r\n\r\n`;
    socket.write(request.repeat(3));
    await until(() => turns().waiting === 3);
    socket.destroy();
    await until(() => turns().waiting < 3);
    await nextTurn();
    expect(turns().waiting).toBe(0);
    await holder.commit();
    await Promise.all(posts);
  });
});

describe('Several people who ask for much at once', () => {
  let app: TestApp;

  beforeAll(async () => {
    // Longer than any test: what is held stays held until it is let go.
    app = await startTestApp({ REQUESTS_IN_HAND_MAXIMUM: String(PLACES), STATEMENT_TIMEOUT: '10m' });
  });

  afterAll(() => app.stop());

  /** Connections that so many of them hold together, of ten. */
  const HELD = [5, 8, 9];

  it.each([2, 3])('leave some connections to others when they are %d', async (count) => {
    const people = Array.from({ length: count + 1 }, () => app.visitor());
    for (const person of people) {
      await person.register();
      await createTask(person);
    }
    const [eve, ...greedy] = people as [Visitor, ...Visitor[]];
    const holder = await openTransaction(app.database);
    const answers: Promise<Answer>[] = [];
    for (const [index, person] of greedy.entries()) {
      await holder.query('SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE', [person.userId]);
      const post = () => person.send('POST', TASKS, { body: { title: 'One of many' } });
      answers.push(...Array.from({ length: 12 }, post));
      await untilBlocked(app.database.owner, HELD[index]);
    }
    expect((await listTasks(eve)).status).toBe(200);
    expect((await eve.send('POST', TASKS, { body: { title: 'Hers' } })).status).toBe(201);
    await holder.commit();
    const statuses = new Set((await Promise.all(answers)).map(({ status }) => status));
    expect([...statuses].filter((status) => status !== 201 && status !== 429)).toEqual([]);
  });
});
