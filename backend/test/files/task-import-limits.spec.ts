import { connect } from 'node:net';
import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { openTemporaryFiles } from '../support/files/temporary-files';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { nextConnectionClosed } from '../support/servers/server-socket';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { allTasks, importFile, jsonFile, TASK_IMPORT } from '../support/tasks/task-files';
import { createTask, listTasks } from '../support/tasks/tasks';
import { until } from '../support/time/until';

const MEBIBYTE = 1_048_576;

describe('The limits of an import', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ OPEN_TASKS_MAXIMUM: '10000' });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const csvOf = (count: number, cell = 'A') => `title\n${`${cell}\n`.repeat(count)}`;
  const countOf = async ({ userId }: Visitor) => {
    const [row] = await app.database.owner.query<[{ count: string }]>(
      'SELECT count(*) FROM tasks WHERE owner_id = $1',
      [userId],
    );
    return Number(row.count);
  };

  it('allow as many open tasks as a person can have, and not one more', async () => {
    expectProblem(await importFile(person, 'csv', csvOf(10_001)), 422, 'LIMIT_REACHED');
    expect((await importFile(person, 'csv', csvOf(9_999))).body.imported).toBe(9_999);
    for (const dryRun of [true, false]) {
      expectProblem(await importFile(person, 'csv', csvOf(2), { dryRun }), 422, 'LIMIT_REACHED');
    }
    expect(await countOf(person)).toBe(9_999);
    expect((await importFile(person, 'csv', csvOf(1))).status).toBe(200);
    const done = `title,completed\n${'A,true\n'.repeat(100)}`;
    expect((await importFile(person, 'csv', done)).status).toBe(200);
    expect(await countOf(person)).toBe(10_100);
  });

  it.each([
    ['csv', csvOf(50_001, 'A')],
    ['csv', `title\n${'\n'.repeat(60_000)}`],
    ['json', jsonFile(Array.from({ length: 50_001 }, () => ({ title: 'A', completed: true })))],
  ])('allow 50,000 rows of %s', async (format, body) => {
    const answer = await importFile(person, format, body);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(answer.body.errors).toMatchObject([{ message: 'A file must not hold more than 50000 tasks.' }]);
    expect(await countOf(person)).toBe(0);
  });

  it.each([
    ['empty lines', '\n'.repeat(2_000_000)],
    ['lines that go on', ' \n'.repeat(2_000_000)],
    ['lines outside of a to-do', 'X\n'.repeat(2_000_000)],
  ])('allow 2,000,000 lines of a calendar, here of %s', async (_name, lines) => {
    const answer = await importFile(person, 'ics', `BEGIN:VCALENDAR\n${lines}END:VCALENDAR\n`);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(answer.body.errors).toEqual([
      {
        pointer: '/2000001',
        code: 'INVALID',
        message: 'A calendar must not have more than 2000000 lines.',
      },
    ]);
    const fewer = lines.slice(0, -10);
    const { body } = await importFile(person, 'ics', `BEGIN:VCALENDAR\n${fewer}END:VCALENDAR\n`);
    expect(body).toMatchObject({ imported: 0 });
  });

  it('allow 32 MiB, whether the size is said before or not', async () => {
    const tooLarge = `title\n${'x'.repeat(32 * MEBIBYTE)}`;
    expectProblem(await importFile(person, 'csv', tooLarge), 413, 'PAYLOAD_TOO_LARGE');
    const response = await fetch(`${app.url}${TASK_IMPORT}?format=csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.accessToken}`, 'content-type': 'text/csv' },
      body: new Blob([tooLarge]).stream(),
      duplex: 'half',
    });
    expect(response.status).toBe(413);
    await until(async () => (await openTemporaryFiles()).length === 0);
  });

  it('keep nothing of an upload that is broken off', async () => {
    const closed = nextConnectionClosed(app);
    const { hostname, port, host } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    const head = [
      `POST ${TASK_IMPORT}?format=csv HTTP/1.1`,
      `Host: ${host}`,
      `Authorization: Bearer ${person.accessToken}`,
      'Content-Type: text/csv',
      'Content-Length: 1000000',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${csvOf(10_000)}`);
    await until(async () => (await openTemporaryFiles()).length > 0);
    socket.destroy();
    await closed;
    await until(async () => (await openTemporaryFiles()).length === 0);
    expect(await countOf(person)).toBe(0);
    expect(app.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  it('read nothing from somebody who may not send it', async () => {
    const answer = await importFile(app.visitor(), 'csv', csvOf(1_000_000));
    expectProblem(answer, 401, 'TOKEN_MISSING');
    await until(async () => (await openTemporaryFiles()).length === 0);
  });

  it('let two files of one person come in one after the other', async () => {
    const blocker = await openTransaction(app.database);
    await createTask(person);
    await blocker.query('SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE', [person.userId]);
    const answers = [importFile(person, 'csv', csvOf(700)), importFile(person, 'csv', csvOf(700))];
    await untilBlocked(app.database.owner);
    await blocker.commit();
    for (const answer of await Promise.all(answers)) {
      expect(answer.body).toMatchObject({ imported: 700, open: 700, dryRun: false });
    }
    expect(await countOf(person)).toBe(1_401);
    const positions = await app.database.owner.query<object[]>(
      'SELECT change_position, count(*) FROM tasks WHERE owner_id = $1 GROUP BY 1 ORDER BY 1',
      [person.userId],
    );
    expect(positions).toEqual([
      { change_position: '1', count: '1' },
      { change_position: '2', count: '700' },
      { change_position: '3', count: '700' },
    ]);
  });

  it('undo what was inserted when a later batch fails', async () => {
    await app.database.owner.query(
      `ALTER TABLE tasks ADD CONSTRAINT no_last_task CHECK (title <> 'Last') NOT VALID`,
    );
    const failed = await importFile(person, 'csv', `${csvOf(2_000)}Last\n`);
    await app.database.owner.query('ALTER TABLE tasks DROP CONSTRAINT no_last_task');
    expectProblem(failed, 500, 'INTERNAL');
    expect(await countOf(person)).toBe(0);
    expect((await importFile(person, 'csv', csvOf(1))).status).toBe(200);
    expect((await listTasks(person)).body.items).toHaveLength(1);
    expect(await allTasks(person)).toMatchObject([{ title: 'A' }]);
    await until(async () => (await openTemporaryFiles()).length === 0);
  });
});
