import { recordStatements } from '../support/database/recorded-statements';
import type { Visitor } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, TASKS } from '../support/tasks/tasks';

/** Each text is a prepared statement, of which a server process names only so many. */
describe('The statement of a change', () => {
  let app: TestApp;
  let ada: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const textOfChange = async (body: object, versions: string): Promise<string | undefined> => {
    const { id } = await createTask(ada);
    const recorded = await recordStatements(app, () =>
      ada.send('PATCH', `${TASKS}/${id}`, { body, headers: { 'if-match': versions } }),
    );
    return recorded.find(({ sql }) => sql.includes('UPDATE "tasks"'))?.sql;
  };

  it('has one text, however a client orders what it changes and whatever versions it allows', async () => {
    const text = await textOfChange({ title: 'a', priority: 'high', dueDate: null }, '"1"');
    expect(text).toContain('ANY');
    expect(await textOfChange({ dueDate: null, priority: 'low', title: 'b' }, '"3", "2", "1", "1"')).toBe(
      text,
    );
  });
});
