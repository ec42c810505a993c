import { operationsOf, readDocument } from '../support/contract/api-document';
import { DocumentValidator } from '../support/contract/document-validator';
import { createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { allTasks, contentOf, importFile, jsonFile, TASK_IMPORT } from '../support/tasks/task-files';
import { createTask, EMPTY_TASK, insertTasks, listTasks, TASKS } from '../support/tasks/tasks';

describe('The import of tasks', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const expectNothing = async () => expect(await allTasks(person)).toEqual([]);
  const titles = async () => (await allTasks(person)).map(({ title }) => title);

  it('makes the tasks of a CSV file that a person wrote', async () => {
    const csv =
      'Title;Tags;PRIORITY;completed;dueDate\n Water the plants ;home, garden;High;TRUE;2026-11-21\nMow;;;;\n';
    expect((await importFile(person, 'csv', csv)).body).toEqual({
      ...{ imported: 2, open: 1, dryRun: false },
      id: expect.any(String),
    });
    expect(await allTasks(person)).toMatchObject([
      {
        title: 'Water the plants',
        tags: ['home', 'garden'],
        priority: 'high',
        completed: true,
        completedAt: expect.stringMatching(/Z$/),
        dueDate: '2026-11-21',
      },
      { ...EMPTY_TASK, title: 'Mow' },
    ]);
  });

  it.each([
    ['LF', 'title\nA\nB\n'],
    ['CR', 'title\rA\rB'],
    ['CRLF, a byte order mark and empty rows', '\ufefftitle\r\n\r\nA\r\n,,\r\nB\r\n\r\n'],
    ['tabs', 'title\tdescription\nA\t"x\ty"\nB\n'],
  ])('reads CSV with %s', async (_name, csv) => {
    expect((await importFile(person, 'csv', csv)).status).toBe(200);
    expect(await titles()).toEqual(['A', 'B']);
  });

  it('takes a file without a format for what its type says', async () => {
    const send = (type: string, body: string) =>
      person.send('POST', TASK_IMPORT, { body, headers: { 'content-type': type } });
    expect((await send('text/csv; charset=utf-8; header=present', 'title\nA')).status).toBe(200);
    expect((await send('application/json', jsonFile([{ title: 'B' }]))).status).toBe(200);
    expect(await titles()).toEqual(['A', 'B']);
  });

  it('keeps when a task was made and done, but not in the future', async () => {
    const tasks = [
      { title: 'A', createdAt: '2020-01-01T00:00:00Z', completedAt: '2020-01-02T00:00:00+01:00' },
      { title: 'B', createdAt: '9999-12-31T23:59:59Z', completed: true, completedAt: '9999-12-31T23:59:59Z' },
      { title: 'C', completed: false, completedAt: '2020-01-02T00:00:00Z' },
    ];
    expect((await importFile(person, 'json', jsonFile(tasks))).body).toMatchObject({ imported: 3, open: 1 });
    const [a, b, c] = await allTasks(person);
    expect(a).toMatchObject({
      createdAt: '2020-01-01T00:00:00.000Z',
      completedAt: '2020-01-01T23:00:00.000Z',
      completed: true,
    });
    expect(Date.parse(b?.createdAt ?? '')).toBeLessThanOrEqual(Date.now() + 1_000);
    expect(b?.completedAt).toBe(b?.createdAt);
    expect(c).toMatchObject({ completed: false, completedAt: null });
  });

  it('takes over nothing that is the server’s to say', async () => {
    const own = await createTask(person, { title: 'Own' });
    const foreign = { title: 'Copy', id: own.id, version: 7, updatedAt: '2020-01-01T00:00:00.000Z' };
    expect((await importFile(person, 'json', jsonFile([foreign]))).status).toBe(200);
    const [first, copy] = await allTasks(person);
    expect(first).toEqual(own);
    expect(copy).toMatchObject({ title: 'Copy', version: 1 });
    expect(copy?.updatedAt).not.toBe(foreign.updatedAt);
    const answer = await importFile(person, 'json', jsonFile([{ title: 'x', ownerId: own.id }]));
    expect(refusedFields(answer)).toEqual(['/tasks/0/ownerId']);
  });

  it('tells in a dry run what it would make, and makes nothing', async () => {
    const csv = `title,tags\n${'A,"b, c"\n'.repeat(7)}`;
    const answer = await importFile(person, 'csv', csv, { dryRun: true });
    expect(answer.body).toMatchObject({ imported: 7, open: 7, dryRun: true });
    expect(answer.body.preview).toHaveLength(5);
    expect(answer.body.preview?.[0]).toMatchObject({ title: 'A', tags: ['b', 'c'] });
    expectProblem(await importFile(person, 'csv', 'title\n""', { dryRun: true }), 400, 'VALIDATION_FAILED');
    await expectNothing();
  });

  it('previews all that it would take over, as the document says', async () => {
    const times = { createdAt: '2020-01-01T00:00:00.000Z', completedAt: '2020-01-02T00:00:00.000Z' };
    const task = { title: 'A', completed: true, ...times };
    const file = jsonFile([{ ...task, id: 7, version: '7', updatedAt: 'then' }]);
    const { status, headers, text, body } = await importFile(person, 'json', file, { dryRun: true });
    expect(body.preview).toEqual([task]);
    const document = await readDocument(app);
    const [operation] = operationsOf(document).filter(({ operationId }) => operationId === 'importTasks');
    const type = headers.get('content-type')?.split(';', 1)[0] ?? '';
    expect(
      operation && new DocumentValidator(document).findFault(operation, { status, type, text }),
    ).toBeUndefined();
  });

  it('makes the tasks of one file once under one key', async () => {
    const headers = { 'idempotency-key': 'monday' };
    const first = await importFile(person, 'csv', 'title\nA', { headers });
    const again = await importFile(person, 'csv', 'title\nA', { headers });
    expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: first.body });
    const other = await importFile(person, 'csv', 'title\nB', { headers });
    expectProblem(other, 422, 'IDEMPOTENCY_MISMATCH');
    expect(await titles()).toEqual(['A']);
  });

  it('is one change of the feed, and announced to nobody else', async () => {
    await createTask(person);
    await importFile(person, 'csv', `title\n${'A\n'.repeat(1_200)}`);
    const rows = await app.database.owner.query<{ change_position: string }[]>(
      'SELECT DISTINCT change_position FROM tasks WHERE owner_id = $1 ORDER BY 1',
      [person.userId],
    );
    expect(rows).toEqual([{ change_position: '1' }, { change_position: '2' }]);
    const [feed] = await app.database.owner.query<object[]>(
      'SELECT position, open_tasks FROM task_feeds WHERE owner_id = $1',
      [person.userId],
    );
    expect(feed).toEqual({ position: '2', open_tasks: 1_201 });
  });

  it('belongs to whoever sends it', async () => {
    const eve = app.visitor();
    await eve.register();
    await importFile(eve, 'csv', 'title\nof Eve');
    await expectNothing();
    expect((await listTasks(eve)).body.items.map(({ title }) => title)).toEqual(['of Eve']);
  });

  it('needs a token that may write', async () => {
    expectProblem(await importFile(app.visitor(), 'csv', 'title\nA'), 401, 'TOKEN_MISSING');
    const reader = scriptWith(app, (await createPersonalToken(person, { scopes: ['tasks:read'] })).token);
    expectProblem(await importFile(reader, 'csv', 'title\nA'), 403, 'INSUFFICIENT_SCOPE');
    const writer = scriptWith(app, (await createPersonalToken(person)).token);
    expect((await importFile(writer, 'csv', 'title\nA')).status).toBe(200);
  });

  it('of what Todoist exported keeps everything', async () => {
    const csv = [
      'TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT',
      'meta,view_style=list,,,,,,,,,,',
      'task,Water the plants @home,Twice,1,1,Ada (1),,2026-11-21,en,Europe/Berlin,,',
      'note,Not the cactus,,,,Ada (1),,,,,,',
      ',,,,,,,,,,,',
      'section,Garden,,,,,,,,,,',
      'task,Mow,,4,1,Ada (1),,every day,en,,30,minute',
      'task,Oil the mower,,3,2,Ada (1),,,,,,',
    ].join('\r\n');
    const answer = await importFile(person, 'todoist', csv);
    expect(answer.body).toMatchObject({ imported: 3, open: 3, dryRun: false });
    expect((await allTasks(person)).map(contentOf)).toMatchObject([
      {
        title: 'Water the plants',
        description: 'Twice\n\nNot the cactus',
        priority: 'high',
        dueDate: '2026-11-21',
        tags: ['home'],
      },
      {
        title: 'Mow',
        description: 'Date: every day\n\nDuration: 30 minute',
        priority: 'none',
        tags: ['Garden'],
      },
      { title: 'Oil the mower', description: 'Part of: Mow', priority: 'low', tags: ['Garden'] },
    ]);
    const wrong = await importFile(person, 'todoist', `TYPE,CONTENT\ntask,x\nproject,x\n`);
    expect(refusedFields(wrong)).toEqual(['/3/TYPE']);
    expect(refusedFields(await importFile(person, 'todoist', 'title\nA'))).toEqual(['/1/CONTENT', '/1/TYPE']);
  });

  it('leaves what was there', async () => {
    const [id] = await insertTasks(app.database.owner, person.userId, [{ title: 'Kept' }]);
    await importFile(person, 'csv', 'title\nA');
    expect((await person.send('GET', `${TASKS}/${id}`)).body).toMatchObject({ title: 'Kept', version: 1 });
  });
});
