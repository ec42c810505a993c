import { explainAs } from '../support/database/explain';
import { recordStatements } from '../support/database/recorded-statements';
import type { Visitor } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, insertTasks, listTasks, readTask, TASKS, titlesOf } from '../support/tasks/tasks';

const SPELLINGS = ['home', 'Home', 'work'];

describe('What tags cost the database', () => {
  let app: TestApp;
  let ada: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
    ada = app.visitor();
    await ada.register();
    const rows = Array.from({ length: 100 }, (_, index) => ({ title: `task ${index}`, tags: SPELLINGS }));
    await insertTasks(app.database.owner, ada.userId, rows);
  });

  afterAll(() => app.stop());

  it('is one folding of each spelling to list them, not of each tag of each task', async () => {
    const statements = await recordStatements(app, () => ada.send('GET', `${TASKS}/tags`));
    const { sql = '', parameters } = statements.at(-1) ?? {};
    const nodes = await explainAs(app.database.owner, 'ANALYZE, ', sql, parameters);
    const folding = nodes.filter((node) => [node['Sort Key'], node['Group Key']].join().includes('upper'));
    expect(folding).not.toEqual([]);
    expect(Math.max(...folding.map((node) => node['Actual Rows'] ?? 0))).toBeLessThanOrEqual(
      SPELLINGS.length,
    );
  });

  describe('to filter by one', () => {
    const foldedOf = async (title: string) => {
      const [row] = await app.database.owner.query<{ tags_folded: string[] | null }[]>(
        'SELECT tags_folded FROM tasks WHERE owner_id = $1 AND title = $2',
        [ada.userId, title],
      );
      return row?.tags_folded;
    };
    const change = (title: string, fields: string) =>
      app.database.owner.query(`UPDATE tasks SET ${fields} WHERE owner_id = $1 AND title = $2`, [
        ada.userId,
        title,
      ]);

    it('is no folding, whoever writes it: tags are folded when they are written', async () => {
      expect(await foldedOf('task 1')).toEqual(['home', 'home', 'work']);
      await change('task 1', `tags = '{Straße,"a,B"}'`);
      expect(await foldedOf('task 1')).toEqual(['strasse', 'a,b']);
      await createTask(ada, { title: 'without' });
      expect(await foldedOf('without')).toEqual([]);
      await change('task 2', `tags_folded = '{other}'`);
      expect(await titlesOf(ada, { tag: 'OTHER' })).toEqual(['task 2']);
    });

    it('is as before for tags from before they were folded, until they are written', async () => {
      const { id, version } = await createTask(ada, { title: 'old', tags: ['Garden'] });
      await change('old', 'tags_folded = NULL');
      expect(await titlesOf(ada, { tag: 'garden' })).toEqual(['old']);
      const body = { tags: ['Garden'], description: 'wild' };
      expect((await ada.send('PATCH', `${TASKS}/${id}`, { body })).status).toBe(200);
      expect(await foldedOf('old')).toEqual(['garden']);
      expect(await readTask(ada, id)).toMatchObject({ tags: ['Garden'], version: version + 1 });
    });

    it('is one folding of what is asked for, for all tasks', async () => {
      const statements = await recordStatements(app, () => listTasks(ada, { tag: 'home' }));
      const { sql = '', parameters } = statements.at(-1) ?? {};
      const [limit, ...nodes] = await explainAs(app.database.owner, '', sql, parameters);
      expect(limit?.['Node Type']).toBe('Limit');
      expect(nodes).toContainEqual(
        expect.objectContaining({ 'Node Type': 'Result', 'Parent Relationship': 'InitPlan' }),
      );
    });
  });
});
