import { explainAs } from '../support/database/explain';
import { recordStatements } from '../support/database/recorded-statements';
import type { Visitor } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { insertTasks, TASKS } from '../support/tasks/tasks';

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
});
