import { text as readText } from 'node:stream/consumers';
import { TaskStreamsService } from '../../src/tasks/changes/task-streams.service';
import { openTransaction } from '../support/database/open-transaction';
import type { Visitor } from '../support/people/visitor';
import { type EventReader, EVENTS, followEvents, requestEvents } from '../support/requests/event-reader';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask } from '../support/tasks/tasks';

describe('The stream of events', () => {
  let app: TestApp;
  let ada: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    ada = app.visitor();
    await ada.register();
  });

  it('is open twenty times for one person at most', async () => {
    const readers = await Promise.all(Array.from({ length: 20 }, () => followEvents(ada)));
    const refused = await ada.send('GET', EVENTS);
    expectProblem(refused, 429, 'RATE_LIMITED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit')).toBe('"streams";r=0');
    expect(refused.headers.get('ratelimit-policy')).toBe('"streams";q=20;qu="concurrent-requests"');
    const eve = app.visitor();
    await eve.register();
    (await followEvents(eve)).close();
    readers.forEach((reader) => reader.close());
    let answer = await requestEvents(ada);
    while (answer.statusCode === 429) {
      answer = await requestEvents(ada);
    }
    expect(answer.statusCode).toBe(200);
    answer.destroy();
  });

  it('is open no more often when hundreds ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => requestEvents(ada)));
    const open = answers.filter(({ statusCode }) => statusCode === 200);
    expect(open).toHaveLength(20);
    answers.forEach((answer) => answer.destroy());
  });

  it('is cut when its reader takes nothing, and makes room for another one', async () => {
    const first = await followEvents(ada);
    const { id: cursor = '' } = await first.nextBlock();
    first.close();
    await app.database.owner.query(`INSERT INTO task_feeds (owner_id, position) VALUES ($1, 60000)`, [
      ada.userId,
    ]);
    await app.database.owner.query(
      `INSERT INTO task_tombstones SELECT $1, n, gen_random_uuid() FROM generate_series(1, 60000) n`,
      [ada.userId],
    );
    const stuck = await requestEvents(ada, { 'last-event-id': cursor });
    let next = await requestEvents(ada);
    while (next.statusCode === 200) {
      next = await requestEvents(ada);
    }
    while (next.statusCode === 429) {
      await app.app.get(TaskStreamsService).beat();
      next = await requestEvents(ada);
    }
    expect(next.statusCode).toBe(200);
    await expect(readText(stuck)).rejects.toThrow('aborted');
  });
});

describe('A stream of events beside others', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ STATEMENT_TIMEOUT: '10m' });
  });

  afterAll(() => app.stop());

  /** Whoever has read an event waits for the next one. */
  async function followedBySomebody(): Promise<EventReader> {
    const person = app.visitor();
    await person.register();
    const reader = await followEvents(person);
    await createTask(person);
    await reader.next();
    return reader;
  }

  it('is shown to be alive, whatever the database does for another one', async () => {
    const readers = [await followedBySomebody(), await followedBySomebody()];
    const holder = await openTransaction(app.database);
    await holder.query('LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE');
    const beat = app.app.get(TaskStreamsService).beat();
    await Promise.all(readers.map((reader) => reader.nextBlock((block) => '' in block)));
    await holder.commit();
    await beat;
    readers.forEach((reader) => reader.close());
  });
});
