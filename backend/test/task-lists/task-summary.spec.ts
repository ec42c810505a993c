import type { TaskSummaryDto } from '../../src/tasks/core/dto/task-summary.dto';
import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, TASKS } from '../support/tasks/tasks';

const SUMMARY = `${TASKS}/summary`;

describe('The summary of tasks', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const summarise = async (today: string, visitor = ada) => {
    const answer = await visitor.send<TaskSummaryDto>('GET', `${SUMMARY}?today=${today}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('counts nothing for somebody who has nothing', async () => {
    expect(await summarise('2026-11-21')).toEqual({
      open: 0,
      completed: 0,
      overdue: 0,
      dueToday: 0,
      byPriority: { none: 0, low: 0, medium: 0, high: 0 },
    });
  });

  it('counts one’s own tasks by the day that the client names, and none of the trash', async () => {
    const eve = app.visitor();
    await eve.register();
    await createTask(eve, { priority: 'high', dueDate: '2026-11-20' });
    await createTask(ada);
    await createTask(ada, { priority: 'low', dueDate: '2026-11-19' });
    await createTask(ada, { priority: 'high', dueDate: '2026-11-20' });
    await createTask(ada, { priority: 'high', dueDate: '2026-11-21' });
    await createTask(ada, { priority: 'medium', dueDate: '2026-11-22' });
    await createTask(ada, { priority: 'high', dueDate: '2026-11-20', completed: true });
    const { id } = await createTask(ada, { priority: 'high', dueDate: '2026-11-20' });
    await ada.send('DELETE', `${TASKS}/${id}`);
    const always = { open: 5, completed: 1, byPriority: { none: 1, low: 1, medium: 1, high: 2 } };
    expect(await summarise('2026-11-20')).toEqual({ ...always, overdue: 1, dueToday: 1 });
    expect(await summarise('2026-11-21')).toEqual({ ...always, overdue: 2, dueToday: 1 });
    expect(await summarise('9999-12-31')).toEqual({ ...always, overdue: 4, dueToday: 0 });
    expect(await summarise('2026-11-20', eve)).toMatchObject({ open: 1, overdue: 0, dueToday: 1 });
  });

  it.each(['', '?today=', '?today=2026-02-29', '?today=today', '?today=2026-11-21T00:00:00Z'])(
    'is refused without a day: %j',
    async (query) => {
      const answer = await ada.send('GET', `${SUMMARY}${query}`);
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(refusedFields(answer)).toEqual(['/today']);
    },
  );

  it('answers 401 without a token', async () => {
    expectProblem(await app.visitor().send('GET', `${SUMMARY}?today=2026-11-21`), 401, 'TOKEN_MISSING');
  });
});
