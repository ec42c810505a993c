import { SORTS } from '../../src/tasks/core/task-order';
import { explainAs, type PlanNode } from '../support/database/explain';
import { openTransaction, type OpenTransaction } from '../support/database/open-transaction';
import { recordStatements, type Statement } from '../support/database/recorded-statements';
import type { Visitor } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, EMPTY_TASK, insertTasks, listTasks, TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

const INDEX_OF: Record<string, string> = {
  createdAt: 'tasks_by_created_at',
  updatedAt: 'tasks_by_updated_at',
  title: 'tasks_by_title',
  priority: 'tasks_by_priority',
  dueDate: 'tasks_by_due_date_ascending',
  '-dueDate': 'tasks_by_due_date_descending',
};
const GUARD = /^\s*SELECT .* FROM sessions s JOIN users u /s;

describe('What tasks cost the database', () => {
  let app: TestApp;
  let ada: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
    const { owner } = app.database;
    for (let person = 0; person < 3; person += 1) {
      ada = app.visitor();
      await ada.register();
      const rows = Array.from({ length: 2_000 }, (_, index) => ({
        title: `task ${(index * 7_919) % 2_000}`,
        priority: (['none', 'low', 'medium', 'high'] as const)[index % 4],
        due_date: index % 3 ? `2026-0${(index % 9) + 1}-11` : undefined,
        created_at: new Date(1_767_225_600_000 + ((index * 104_729) % 2_000) * 60_000).toISOString(),
        updated_at: new Date(1_767_225_600_000 + ((index * 15_485_863) % 2_000) * 60_000).toISOString(),
      }));
      await insertTasks(owner, ada.userId, rows);
    }
    await owner.query('VACUUM ANALYZE tasks');
    // The first request with a token acknowledges it, by one statement more.
    await listTasks(ada);
  });

  afterAll(() => app.stop());

  const explain = (
    { sql, parameters }: Statement,
    connection: Pick<OpenTransaction, 'query'> = app.database.owner,
  ): Promise<PlanNode[]> => explainAs(connection, '', sql, parameters);
  /** The plan for any parameters, to which PostgreSQL turns for a statement that comes again and again. */
  const explainGeneric = ({ sql }: Statement): Promise<PlanNode[]> =>
    explainAs(app.database.owner, 'GENERIC_PLAN, ', sql);

  /** The one statement of a request beside the guard's. */
  const statementOf = async (work: () => Promise<unknown>): Promise<Statement> => {
    const [guard, statement, ...more] = await recordStatements(app, work);
    expect(guard?.sql).toMatch(GUARD);
    expect(more).toEqual([]);
    return statement ?? { sql: '', parameters: [] };
  };

  describe.each(SORTS)('for a list by %s', (sort) => {
    const index = INDEX_OF[sort] ?? INDEX_OF[sort.replace('-', '')];

    it('is one statement, which reads its index in order from where the page begins', async () => {
      const { nextCursor } = (await listTasks(ada, { sort })).body;
      const first = { sort };
      const next = { sort, cursor: nextCursor ?? '' };
      for (const page of [first, next]) {
        const statement = await statementOf(() => listTasks(ada, page));
        for (const nodes of [await explain(statement), await explainGeneric(statement)]) {
          expect(nodes.map((node) => node['Node Type'])).toEqual(['Limit', 'Index Scan']);
          expect(nodes[1]).toMatchObject({ 'Index Name': index });
          expect(nodes[1]?.Filter).toBeUndefined();
          expect(nodes[1]?.['Index Cond']).toContain('owner_id = ');
          expect(nodes[1]?.['Index Cond']?.includes('ROW(')).toBe(page === next);
        }
      }
    });
  });

  it.each([
    ['open tasks', { status: 'open' }],
    ['tasks of a priority', { priority: 'low' }],
    ['tasks of a tag', { tag: 'home' }],
    ['tasks due', { dueFrom: '2026-01-01', dueTo: '2026-12-31' }],
    ['tasks with words', { q: 'task 7' }],
  ])('is one statement for a list of %s, which reads no table but by an index', async (_name, query) => {
    const statement = await statementOf(() => listTasks(ada, query));
    for (const nodes of [await explain(statement), await explainGeneric(statement)]) {
      expect(nodes[0]?.['Node Type']).toBe('Limit');
      expect(nodes.some((node) => node['Index Name'] && node['Index Cond'])).toBe(true);
    }
  });

  it.each([
    // 77, 770 to 779: every person has them.
    ['the beginnings of words', 'tas 77', 11],
    ['the inside of words', 'ask', 2_000],
  ])('is nothing of what others have, to search by %s', async (_name, q, count) => {
    const { sql, parameters } = await statementOf(() => listTasks(ada, { q }));
    const nodes = await explainAs(app.database.owner, 'ANALYZE, ', sql, parameters);
    const [terms] = nodes.filter((node) => node['Index Name'] === 'tasks_by_search_terms');
    expect(terms).toMatchObject({ 'Node Type': 'Bitmap Index Scan', 'Actual Rows': count });
  });

  it.each([
    '%',
    'a.b',
    '#12',
    '100%',
    "'; --",
    'https://example.org/a?b=c',
    'milk',
    'a b c d',
    '🥐',
    '…',
    '牛奶',
  ])('is no more than its index finds, to search for %s', async (q) => {
    const statement = await statementOf(() => listTasks(ada, { q, status: 'open', tag: 'home' }));
    expect(statement.sql).not.toMatch(/LIKE|~|position\(/i);
    for (const nodes of [await explain(statement), await explainGeneric(statement)]) {
      expect(nodes).toContainEqual(expect.objectContaining({ 'Index Name': 'tasks_by_search_terms' }));
    }
  });

  it('is one statement, by a unique index, to read a task or not to find it', async () => {
    const { id } = await createTask(ada);
    for (const each of [id, UNKNOWN_ID]) {
      const nodes = await explain(await statementOf(() => ada.send('GET', `${TASKS}/${each}`)));
      expect(nodes).toHaveLength(1);
      expect(nodes[0]?.['Index Name']).toMatch(/^tasks_(pkey|owner_id_id_unique)$/);
    }
  });

  it.each<[string, string, string, unknown]>([
    ['replace', 'PUT', '', { ...EMPTY_TASK, title: 'changed' }],
    ['change', 'PATCH', '', { title: 'changed' }],
    ['complete', 'PATCH', '/complete', { completed: true }],
    ['toggle', 'PATCH', '/complete', undefined],
    ['delete', 'DELETE', '', undefined],
  ])(
    'is one statement, by a unique index, to %s a task, whatever its version',
    async (_name, method, suffix, body) => {
      const { id } = await createTask(ada);
      for (const headers of [undefined, { 'if-match': '"1", "2", "3"' }]) {
        const change = () => ada.send(method, `${TASKS}/${id}${suffix}`, { body, headers });
        const nodes = await explain(await statementOf(change));
        expect(nodes.at(-1)?.['Index Name']).toMatch(/^tasks_(pkey|owner_id_id_unique)$/);
        await ada.send('POST', `${TASKS}/${id}/restore`);
      }
    },
  );

  it('is one statement to make a task, and to take one out of the trash', async () => {
    expect((await statementOf(() => createTask(ada))).sql).toContain('INSERT INTO tasks');
    const { id } = await createTask(ada);
    await ada.send('DELETE', `${TASKS}/${id}`);
    const restored = await statementOf(() => ada.send('POST', `${TASKS}/${id}/restore`));
    expect(restored.sql).toContain('UPDATE "tasks"');
  });

  it('is one statement for the trash, which reads its index in order', async () => {
    const trash = (limit: number, cursor = '') => ada.send('GET', `${TASKS}/trash?limit=${limit}${cursor}`);
    await app.database.owner.query(
      `UPDATE tasks SET deleted_at = created_at WHERE owner_id = $1 AND priority = 'low'`,
      [ada.userId],
    );
    const { nextCursor } = (await trash(1)).body;
    for (const cursor of ['', `&cursor=${String(nextCursor)}`]) {
      const nodes = await explain(await statementOf(() => trash(50, cursor)));
      expect(nodes.map((node) => node['Node Type'])).toEqual(['Limit', 'Index Scan']);
      expect(nodes[1]).toMatchObject({ 'Index Name': 'tasks_in_trash' });
      expect(nodes[1]?.Filter).toBeUndefined();
    }
  });

  it.each([
    ['the summary', 'summary?today=2026-11-21', 'Index Only Scan', /^tasks_by_priority$/],
    ['the tags', 'tags', 'Index Scan', /^tasks_/],
  ])(
    'is one statement for %s, which reads one index, from its owner on',
    async (_name, path, type, index) => {
      await app.database.owner.query('VACUUM ANALYZE tasks');
      const statement = await statementOf(() => ada.send('GET', `${TASKS}/${path}`));
      const transaction = await openTransaction(app.database);
      // Only in a table this small, where the tasks of one person lie side by side, is reading them all as cheap.
      await transaction.query('SET LOCAL enable_bitmapscan = off');
      await transaction.query('SET LOCAL enable_seqscan = off');
      const nodes = await explain(statement, transaction);
      await transaction.commit();
      expect(nodes.filter((node) => /(Seq|Index|Only|Heap) Scan/.test(node['Node Type']))).toMatchObject([
        { 'Node Type': type, 'Index Name': expect.stringMatching(index) },
      ]);
      expect(nodes.find((node) => node['Index Name'])?.['Index Cond']).toContain('owner_id = ');
    },
  );

  it('is one statement more to tell what the version is now', async () => {
    const { id } = await createTask(ada);
    const statements = await recordStatements(app, () =>
      ada.send('PATCH', `${TASKS}/${id}`, { body: { title: 'x' }, headers: { 'if-match': '"7"' } }),
    );
    expect(statements).toHaveLength(3);
  });

  it('is nothing to refuse a request without a token, or with an id that is none', async () => {
    expect(await recordStatements(app, () => app.visitor().send('GET', `${TASKS}/${UNKNOWN_ID}`))).toEqual(
      [],
    );
    const [guard, ...more] = await recordStatements(app, () => ada.send('DELETE', `${TASKS}/7`));
    expect(guard?.sql).toMatch(GUARD);
    expect(more).toEqual([]);
  });
});
