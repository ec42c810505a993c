import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { ExportsService } from '../../src/identity/exports/exports.service';
import { LastingAccessService } from '../../src/identity/lasting-access/lasting-access.service';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { EXPORT } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { insertLongTasks, readOn, startDownload } from '../support/requests/download';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { exportTasks, TASK_EXPORT } from '../support/tasks/task-files';
import { createTask } from '../support/tasks/tasks';
import { collectGarbage } from '../support/time/garbage';
import { until } from '../support/time/until';

const FORMATS = ['csv', 'json', 'ics'];
const MEBIBYTE = 1_048_576;

describe('Downloads', () => {
  let app: TestApp;
  let exports: ExportsService;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ STATEMENT_TIMEOUT: '2500ms' });
    exports = app.app.get(ExportsService);
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
    await insertLongTasks(app.database.owner, person.userId);
  });

  afterEach(async () => {
    await until(() => exports.count === 0);
    expect(app.app.get(LastingAccessService).count).toBe(0);
  });

  const begin = (path = TASK_EXPORT): Promise<IncomingMessage> => startDownload(person, path);

  it('are three at a time for one person, those of the account included', async () => {
    const downloads = [await begin(), await begin(`${TASK_EXPORT}?format=csv`), await begin(EXPORT)];
    for (const path of [TASK_EXPORT, EXPORT]) {
      const refused = await person.send('GET', path);
      expectProblem(refused, 429, 'RATE_LIMITED');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(refused.headers.get('ratelimit')).toBe('"exports";r=0');
      expect(refused.headers.get('ratelimit-policy')).toBe('"exports";q=3;qu="concurrent-requests"');
      expect(refused.headers.get('content-disposition')).toBeNull();
    }
    const eve = app.visitor();
    await eve.register();
    expect((await exportTasks(eve, 'json')).status).toBe(200);
    expect((await person.send('HEAD', TASK_EXPORT)).status).toBe(200);
    downloads.forEach((download) => download.destroy());
    await until(() => exports.count === 0);
    expect((await exportTasks(person, 'json')).status).toBe(200);
  });

  it('are no more when many are asked for at once', async () => {
    const downloads = await Promise.all(Array.from({ length: 30 }, () => begin()));
    expect(downloads.filter(({ statusCode }) => statusCode === 200)).toHaveLength(3);
    downloads.forEach((download) => download.destroy());
  });

  it('whose head alone is asked for are not counted, not written and not recorded', async () => {
    const heads = await Promise.all(
      Array.from({ length: 10 }, (_, index) => person.send('HEAD', index % 2 ? EXPORT : TASK_EXPORT)),
    );
    expect(heads.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(heads[0]?.headers.get('content-disposition')).toMatch(/^attachment/);
    const events = await app.database.owner.query<unknown[]>(
      `SELECT FROM audit_events WHERE user_id = $1 AND event = 'data-exported'`,
      [person.userId],
    );
    expect(events).toEqual([]);
  });

  it('are cut when nothing of them is taken, and otherwise are not', async () => {
    const [stuck, read] = [await begin(), await begin()];
    exports.cutLate();
    expect((await readOn(read)).isWhole).toBe(true);
    // The server may still be filling the buffers between it and the reader.
    await until(() => {
      exports.cutLate();
      return exports.count === 0;
    });
    expect((await readOn(stuck)).isWhole).toBe(false);
    expect(app.log.filter((line) => line.includes('"reason":"stalled"'))).toHaveLength(1);
  });

  it('that wait behind others on their connection make room when it is closed', async () => {
    const { hostname, port, host } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    const request = `GET ${TASK_EXPORT} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${person.accessToken}\r\n\r\n`;
    socket.write(request.repeat(3));
    await until(() => exports.count === 3);
    socket.destroy();
    await until(() => exports.count === 0);
  });

  it.each(FORMATS)('as %s that fail at once are an answer like any other', async (format) => {
    const blocker = await openTransaction(app.database);
    await blocker.query('LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE');
    const answer = await exportTasks(person, format);
    await blocker.commit();
    expectProblem(answer, 503, 'UNAVAILABLE');
    expect(answer.headers.get('content-disposition')).toBeNull();
  });

  it.each(FORMATS)(
    'as %s that fail in the middle are cut off, not ended as if they were whole',
    async (format) => {
      const download = await begin(`${TASK_EXPORT}?format=${format}`);
      const blocker = await openTransaction(app.database);
      await blocker.query('LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE');
      expect((await readOn(download)).isWhole).toBe(false);
      await blocker.commit();
      expect(app.log.at(-1)).toContain('"level":"error"');
      expect(app.log.at(-1)).toContain('statement timeout');
      expect((await exportTasks(person, format)).status).toBe(200);
    },
  );

  it('whose client leaves before they begin are no mistake of the server', async () => {
    const lines = app.log.length;
    const blocker = await openTransaction(app.database);
    await blocker.query('LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE');
    const client = new AbortController();
    const answer = fetch(app.url + TASK_EXPORT, {
      headers: { authorization: `Bearer ${person.accessToken}` },
      signal: client.signal,
    });
    await untilBlocked(app.database.owner);
    client.abort();
    await expect(answer).rejects.toThrow();
    await blocker.commit();
    await until(() => exports.count === 0);
    await createTask(person);
    expect(app.log.slice(lines).filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

describe('Downloads that nobody reads', () => {
  const DOWNLOADS = 16;

  /** Bytes that are really in use. */
  function measureMemory(): number {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  }

  it('take no more memory each than a few pages, however long the tasks are', async () => {
    const app = await startTestApp({ EXPORTS_MAXIMUM: '1000' });
    const person = app.visitor();
    await person.register();
    await insertLongTasks(app.database.owner, person.userId, 300);
    const begin = async (): Promise<IncomingMessage[]> => {
      const downloads: IncomingMessage[] = [];
      while (downloads.length < DOWNLOADS) {
        downloads.push(await startDownload(person, TASK_EXPORT));
      }
      return downloads;
    };
    const first = await begin();
    const before = measureMemory();
    const second = await begin();
    // With the client's side of each connection, which is in this process as well. Pages are made and let go meanwhile.
    await until(() => (measureMemory() - before) / DOWNLOADS < MEBIBYTE);
    expect(app.app.get(ExportsService).count).toBe(2 * DOWNLOADS);
    [...first, ...second].forEach((download) => download.destroy());
    await app.stop();
  });
});
