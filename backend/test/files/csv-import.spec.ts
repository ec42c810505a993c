import type { Visitor } from '../support/people/visitor';
import { refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { allTasks, importFile } from '../support/tasks/task-files';

describe('A CSV file of another program', () => {
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

  it('is read as Excel saves it for itself, the line of the separator included', async () => {
    const { body } = await importFile(person, 'csv', 'sep=;\r\ntitle;dueDate\r\nA;2026-01-01\r\n');
    expect(body).toMatchObject({ imported: 1 });
    expect(await allTasks(person)).toMatchObject([{ title: 'A', dueDate: '2026-01-01' }]);
    const wrong = await importFile(person, 'csv', 'sep=;\ntitle;dueDate\nA;soon\n');
    expect(refusedFields(wrong)).toEqual(['/2/dueDate']);
  });

  it('has its columns known by their common names', async () => {
    const csv = [
      'Task Name,Notes,Due Date,Labels,Status,IMPORTANCE,completed_time',
      'Water the plants,Twice,21 Nov 2026,"home, garden",Done,High,2026-11-20T08:00:00Z',
      'Mow,,,,In progress,,',
    ];
    expect((await importFile(person, 'csv', csv.join('\n'))).body).toMatchObject({ imported: 2, open: 1 });
    expect(await allTasks(person)).toMatchObject([
      {
        title: 'Water the plants',
        description: 'Twice',
        dueDate: '2026-11-21',
        tags: ['home', 'garden'],
        completedAt: '2026-11-20T08:00:00.000Z',
        priority: 'high',
      },
      { title: 'Mow', completed: false },
    ]);
  });
});
