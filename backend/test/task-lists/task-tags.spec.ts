import type { TaskTagsDto } from '../../src/tasks/core/dto/task-tags.dto';
import { LISTED_TAGS_MAXIMUM } from '../../src/tasks/core/task-limits';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, insertTasks, TASKS } from '../support/tasks/tasks';

describe('The tags of tasks', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  beforeEach(async () => {
    ada = app.visitor();
    await ada.register();
  });

  afterAll(() => app.stop());

  const tagsOf = async (visitor: Visitor) => {
    const answer = await visitor.send<TaskTagsDto>('GET', `${TASKS}/tags`);
    expect(answer.status).toBe(200);
    return answer.body.items;
  };

  it('are none for somebody who has none', async () => {
    await createTask(ada);
    expect(await tagsOf(ada)).toEqual([]);
  });

  it('are those of one’s own tasks, by name, and none of the trash', async () => {
    const eve = app.visitor();
    await eve.register();
    await createTask(eve, { tags: ['secret'] });
    await createTask(ada, { tags: ['work', 'a,b', 'week 10'] });
    await createTask(ada, { tags: ['work', 'week 9'], completed: true });
    const { id } = await createTask(ada, { tags: ['gone'] });
    await ada.send('DELETE', `${TASKS}/${id}`);
    expect(await tagsOf(ada)).toEqual([
      { name: 'a,b', tasks: 1 },
      { name: 'week 9', tasks: 1 },
      { name: 'week 10', tasks: 1 },
      { name: 'work', tasks: 2 },
    ]);
  });

  it('are one where they differ in letter case alone, spelled as in most tasks', async () => {
    await createTask(ada, { tags: ['Home'] });
    await createTask(ada, { tags: ['HOME'] });
    await createTask(ada, { tags: ['home'] });
    await createTask(ada, { tags: ['home'] });
    await createTask(ada, { tags: ['straße'] });
    await createTask(ada, { tags: ['STRASSE'] });
    await createTask(ada, { tags: ['straße'] });
    expect(await tagsOf(ada)).toEqual([
      { name: 'home', tasks: 4 },
      { name: 'straße', tasks: 3 },
    ]);
    const { items } = (await ada.send<{ items: unknown[] }>('GET', `${TASKS}?tag=Strasse`)).body;
    expect(items).toHaveLength(3);
  });

  it('are counted by their spellings in a task from before the same tag was refused twice', async () => {
    await insertTasks(app.database.owner, ada.userId, [{ title: 'A', tags: ['Home', 'home', 'HOME'] }]);
    await createTask(ada, { tags: ['home'] });
    expect(await tagsOf(ada)).toEqual([{ name: 'home', tasks: 4 }]);
  });

  it('are the first ones by name where there are very many', async () => {
    const rows = Array.from({ length: LISTED_TAGS_MAXIMUM / 20 + 1 }, (_, row) => ({
      title: `task ${row}`,
      tags: Array.from({ length: 20 }, (__, index) => `tag ${row * 20 + index}`),
    }));
    await insertTasks(app.database.owner, ada.userId, rows);
    const tags = await tagsOf(ada);
    expect(tags).toHaveLength(LISTED_TAGS_MAXIMUM);
    expect(tags.at(-1)).toEqual({ name: `tag ${LISTED_TAGS_MAXIMUM - 1}`, tasks: 1 });
  });

  it('answer 401 without a token', async () => {
    expectProblem(await app.visitor().send('GET', `${TASKS}/tags`), 401, 'TOKEN_MISSING');
  });
});
