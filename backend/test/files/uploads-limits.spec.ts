import { connect, type Socket } from 'node:net';
import { PersonTurnsService } from '../../src/identity/concurrency/person-turns.service';
import { LastingAccessService } from '../../src/identity/lasting-access/lasting-access.service';
import { ImportTurnsService } from '../../src/tasks/transfer/import/import-turns.service';
import { TemporaryFilesService } from '../../src/tasks/transfer/import/temporary-files.service';
import { UploadsService } from '../../src/tasks/transfer/import/uploads.service';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { openTemporaryFiles } from '../support/files/temporary-files';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { importFile, TASK_IMPORT } from '../support/tasks/task-files';
import { createTask, listTasks } from '../support/tasks/tasks';
import { until } from '../support/time/until';

const MEBIBYTE = 1_048_576;
const CSV = `title\n${'A\n'.repeat(700)}`;

describe('Uploads', () => {
  let app: TestApp;
  let uploads: UploadsService;
  let files: TemporaryFilesService;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ UPLOAD_SPACE_MAXIMUM: '130', UPLOAD_SPACE_PER_PERSON: '128' });
    uploads = app.app.get(UploadsService);
    files = app.app.get(TemporaryFilesService);
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  afterEach(async () => {
    await until(() => uploads.count === 0);
    expect({ files: await openTemporaryFiles(), space: files.size }).toEqual({ files: [], space: 0 });
    expect(app.app.get(LastingAccessService).count).toBe(0);
  });

  /** An upload over a connection of its own; without `isWhole` there is more to come. */
  function startUpload(isWhole: boolean): Socket {
    const { hostname, port, host } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    const head = [
      `POST ${TASK_IMPORT}?format=csv HTTP/1.1`,
      `Host: ${host}`,
      `Authorization: Bearer ${person.accessToken}`,
      'Content-Type: text/csv',
      `Content-Length: ${CSV.length + (isWhole ? 0 : 1_000)}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${CSV}`);
    return socket;
  }

  /** Makes those of the person wait for their turn. */
  function occupyTurn(): () => void {
    const busy = Promise.withResolvers<void>();
    const never = new AbortController();
    void app.app.get(ImportTurnsService).take(person.userId, never.signal, () => busy.promise);
    return busy.resolve;
  }

  const import_ = (visitor = person) => importFile(visitor, 'csv', CSV);

  it('are three at a time for one person, received, queued or worked on', async () => {
    const goOn = occupyTurn();
    const queued = [import_(), import_()];
    const received = startUpload(false);
    await until(() => uploads.count === 3);
    const refused = await import_();
    expectProblem(refused, 429, 'RATE_LIMITED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit')).toBe('"uploads";r=0');
    expect(refused.headers.get('ratelimit-policy')).toBe('"uploads";q=3;qu="concurrent-requests"');
    const eve = app.visitor();
    await eve.register();
    expect((await import_(eve)).status).toBe(200);
    received.destroy();
    await until(() => uploads.count === 2);
    const third = import_();
    goOn();
    for (const answer of await Promise.all([...queued, third])) {
      expect(answer.status).toBe(200);
    }
  });

  it('are dropped when the client leaves before the whole file has arrived', async () => {
    const client = startUpload(false);
    await until(() => files.size > 0);
    client.destroy();
    await until(() => uploads.count === 0);
  });

  it('are dropped when the client leaves while they wait for their turn, which others may have at once', async () => {
    const goOn = occupyTurn();
    const clients = [startUpload(true), startUpload(true), startUpload(true)];
    await until(() => files.size === 3 * CSV.length);
    clients.forEach((client) => client.destroy());
    await until(() => uploads.count === 0);
    expect(files.size).toBe(0);
    const next = import_();
    goOn();
    expect((await next).status).toBe(200);
    expect((await listTasks(person)).body.items).toHaveLength(50);
  });

  it('are undone when the client leaves while they are inserted', async () => {
    await createTask(person);
    const blocker = await openTransaction(app.database);
    await blocker.query('SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE', [person.userId]);
    const client = startUpload(true);
    await untilBlocked(app.database.owner);
    client.destroy();
    await until(() => uploads.count === 1);
    await blocker.commit();
    await until(() => uploads.count === 0);
    expect((await listTasks(person)).body.items).toHaveLength(1);
    expect(app.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  it('that wait behind others on their connection are dropped when it is closed', async () => {
    const goOn = occupyTurn();
    const { hostname, port, host } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    const request = `POST ${TASK_IMPORT} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${person.accessToken}\r\nContent-Type: text/csv\r\nContent-Length: 7\r\n\r\ntitle\nA`;
    socket.write(request.repeat(3));
    await until(() => uploads.count === 3);
    socket.destroy();
    await until(() => uploads.count === 0);
    goOn();
  });

  it('have so much space on the disk, for each person and together; nothing is kept of one that finds too little', async () => {
    const eve = app.visitor();
    await eve.register();
    await files.lend(eve.userId, async (file) => {
      await file.append(Buffer.alloc(128 * MEBIBYTE - CSV.length));
      const own = await import_(eve);
      expectProblem(own, 429, 'RATE_LIMITED');
      expect(own.headers.get('ratelimit-policy')).toBe(
        `"upload_space";q=${128 * MEBIBYTE};qu="content-bytes"`,
      );
      expect((await import_()).status).toBe(200);
      await files.lend('somebody', async (other) => {
        await other.append(Buffer.alloc(2 * MEBIBYTE));
        const refused = await import_();
        expectProblem(refused, 503, 'UNAVAILABLE');
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      });
      expect(files.size).toBe(128 * MEBIBYTE - CSV.length);
    });
    expect((await import_(eve)).status).toBe(200);
  });

  /** All that is worked on for somebody at a time, until it is told to end. */
  function occupyRequests({ userId }: Visitor): () => void {
    const turns = app.app.get(PersonTurnsService);
    const busy = Promise.withResolvers<void>();
    while (turns.tryBegin(userId)) {
      void busy.promise.then(() => turns.end(userId));
    }
    return busy.resolve;
  }

  it('of people who are busy do not keep those of others waiting', async () => {
    const [mallory, eve] = [app.visitor(), app.visitor()];
    await mallory.register();
    await eve.register();
    const [first, second] = [occupyRequests(person), occupyRequests(mallory)];
    const waiting = [import_(), import_(mallory)];
    await until(() => app.app.get(PersonTurnsService).waiting === 2);
    expect((await import_(eve)).status).toBe(200);
    for (const answer of await Promise.all(waiting)) {
      expectProblem(answer, 429, 'RATE_LIMITED');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    first();
    second();
    expect((await import_()).status).toBe(200);
  });
});
