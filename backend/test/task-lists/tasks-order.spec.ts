import type { TaskDto } from '../../src/tasks/core/dto/task.dto';
import { SORTS, type Sort } from '../../src/tasks/core/task-order';
import type { Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import {
  createTask,
  insertTasks,
  listTasks,
  type NewTaskRow,
  titlesOf,
  walkPages,
} from '../support/tasks/tasks';

/** As a person expects titles: signs, numbers by value, then letters, whatever their case and accents. */
const TITLES_IN_ORDER = [
  '!',
  '"quoted"',
  '🥐',
  '1',
  '02',
  '2',
  '10',
  'Äpfel',
  'äpfel 2',
  'apfel 10',
  'ApfelKern',
  'résumé',
  'Résumé',
  'résumés',
  'task 2',
  'Task 2',
  'task 10',
  'Zebra',
  'ωμέγα',
  'яблоко',
  'あ',
];

const INSTANTS = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-06-01T12:00:00.999Z'];
const DAYS = ['2026-11-21', '2026-11-22', undefined];
const PRIORITIES = ['none', 'low', 'medium', 'high'] as const;

/** Every title twice, and so few other values that most places are shared. */
const ROWS: NewTaskRow[] = [...TITLES_IN_ORDER, ...TITLES_IN_ORDER].map((title, index) => ({
  title,
  priority: PRIORITIES[index % 4],
  due_date: DAYS[index % 3],
  created_at: INSTANTS[(index * 7) % 3],
  updated_at: INSTANTS[(index * 5) % 3],
}));

type Rank = (task: TaskDto) => number | string;
const RANKS: Record<string, Rank> = {
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  priority: ({ priority }) => PRIORITIES.indexOf(priority),
  title: ({ title }) => TITLES_IN_ORDER.indexOf(title),
};

/** What the order promises, computed without the database. */
function expectedOrder(tasks: TaskDto[], sort: Sort): TaskDto[] {
  const field = sort.replace('-', '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const undatedRank = sign === 1 ? '9999' : '0000';
  const rank = RANKS[field] ?? (({ dueDate }: TaskDto) => dueDate ?? undatedRank);
  const compare = (a: number | string, b: number | string) => (a < b ? -sign : a > b ? sign : 0);
  return tasks.toSorted((a, b) => compare(rank(a), rank(b)) || compare(a.id, b.id));
}

describe('The order of a list', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
    await insertTasks(app.database.owner, ada.userId, ROWS);
  });

  afterAll(() => app.stop());

  describe.each(SORTS)('by %s', (sort) => {
    it('is the promised one, with the id where values are equal', async () => {
      const { items } = (await listTasks(ada, { sort, limit: '200' })).body;
      expect(items).toHaveLength(ROWS.length);
      expect(items).toEqual(expectedOrder(items, sort));
    });

    it.each([1, 2, 3, ROWS.length - 1, ROWS.length])('is the same in pages of %i', async (limit) => {
      const whole = await listTasks(ada, { sort, limit: '200' });
      const walked = await walkPages(ada, { sort, limit: String(limit) });
      expect(walked).toEqual(whole.body.items);
    });

    it('stays the same for tasks that were there, while others are made, changed and deleted', async () => {
      const person = app.visitor();
      await person.register();
      const ids = await insertTasks(app.database.owner, person.userId, ROWS.slice(0, 15));
      const before = (await listTasks(person, { sort })).body.items;
      let round = 0;
      const walked = await walkPages(person, { sort, limit: '2' }, async () => {
        round += 1;
        const { id } = await createTask(person, {
          title: TITLES_IN_ORDER[round * 2] ?? 'x',
          priority: PRIORITIES[round % 4],
          dueDate: DAYS[round % 3] ?? null,
        });
        await person.send('DELETE', `/api/v1/tasks/${id}`);
        await createTask(person, { title: TITLES_IN_ORDER[round * 3] ?? 'y' });
      });
      const known = walked.filter(({ id }) => ids.includes(id));
      expect(known).toEqual(before);
      expect(new Set(walked.map(({ id }) => id)).size).toBe(walked.length);
    });
  });

  it('is by the time of making, newest first, when none is asked for', async () => {
    expect(await titlesOf(ada, {})).toEqual(await titlesOf(ada, { sort: '-createdAt' }));
  });

  it('keeps its place when the last task of a page is deleted', async () => {
    const person = app.visitor();
    await person.register();
    await insertTasks(app.database.owner, person.userId, [{ title: 'a' }, { title: 'b' }, { title: 'c' }]);
    const first = (await listTasks(person, { sort: 'title', limit: '2' })).body;
    await person.send('DELETE', `/api/v1/tasks/${first.items[1]?.id}`);
    expect(await titlesOf(person, { sort: 'title', cursor: first.nextCursor ?? '' })).toEqual(['c']);
  });
});
