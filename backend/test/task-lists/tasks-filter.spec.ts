import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, listTasks, TASKS, titlesOf } from '../support/tasks/tasks';

describe('A list of tasks', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
    await createTask(ada, { title: 'A', priority: 'low', tags: ['home', 'Work'], dueDate: '2026-11-20' });
    await createTask(ada, { title: 'B', priority: 'high', tags: ['home'], dueDate: '2026-11-21' });
    await createTask(ada, { title: 'C', completed: true, tags: ['work'], dueDate: '2026-11-22' });
    await createTask(ada, { title: 'D', completed: true, priority: 'high', tags: ['two words', "o'x"] });
  });

  afterAll(() => app.stop());

  it('holds every task of the person, newest first, when nothing is asked for', async () => {
    const answer = await ada.send('GET', TASKS);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ items: expect.any(Array), nextCursor: null });
    expect(answer.headers.get('link')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await titlesOf(ada, {})).toEqual(['D', 'C', 'B', 'A']);
  });

  it('holds tasks as they are read one by one', async () => {
    const { items } = (await listTasks(ada)).body;
    for (const task of items) {
      expect((await ada.send('GET', `${TASKS}/${task.id}`)).body).toEqual(task);
    }
  });

  it('is empty for somebody without tasks', async () => {
    const newcomer = app.visitor();
    await newcomer.register();
    expect((await listTasks(newcomer)).body).toEqual({ items: [], nextCursor: null });
  });

  it.each<[Record<string, string>, string]>([
    [{ status: 'all' }, 'ABCD'],
    [{ status: 'open' }, 'AB'],
    [{ status: 'completed' }, 'CD'],
    [{ priority: 'high' }, 'BD'],
    [{ priority: 'high,low' }, 'ABD'],
    [{ priority: ' none , medium ' }, 'C'],
    [{ priority: 'none,low,medium,high' }, 'ABCD'],
    [{ tag: 'home' }, 'AB'],
    [{ tag: 'work' }, 'AC'],
    [{ tag: 'WORK' }, 'AC'],
    [{ tag: 'Work,work' }, 'AC'],
    [{ tag: "O'X" }, 'D'],
    [{ tag: ' two words ' }, 'D'],
    [{ tag: "o'x" }, 'D'],
    [{ tag: 'hom' }, ''],
    [{ dueFrom: '2026-11-21' }, 'BC'],
    [{ dueTo: '2026-11-21' }, 'AB'],
    [{ dueFrom: '2026-11-21', dueTo: '2026-11-21' }, 'B'],
    [{ dueFrom: '2026-11-22', dueTo: '2026-11-21' }, ''],
    [{ dueFrom: '0001-01-01', dueTo: '9999-12-31' }, 'ABC'],
    [{ status: 'open', priority: 'high', tag: 'home', dueTo: '2026-12-31', q: 'b' }, 'B'],
    [{ limit: '200' }, 'ABCD'],
    [{ limit: '1' }, 'A'],
  ])('holds by %j the tasks %s', async (query, titles) => {
    expect((await titlesOf(ada, { sort: 'title', ...query })).join('')).toBe(titles);
  });

  it('is that of a tag in its own spelling, in letters of which the database knows no small ones', async () => {
    const eve = app.visitor();
    await eve.register();
    for (const tag of ['ᲗᲑᲘᲚᲘᲡᲘ', '𞤀𞤣', 'Ꟁ', '𖺠']) {
      await createTask(eve, { title: tag, tags: [tag] });
      expect(await titlesOf(eve, { tag })).toEqual([tag]);
    }
  });

  it.each([
    ['a\\,b', ['a,b']],
    ['a\\,b,home', ['a,b', 'home']],
    ['a,b', ['b']],
    ['\\,', [',']],
    ['a\\\\b', ['a\\b']],
    ['a\\b', ['a\\b']],
    ['end\\\\,b', ['b', 'end\\']],
    ['end\\\\\\,b', ['end\\,b']],
  ])('reads the tags of %j as commas and backslashes are escaped in it', async (tag, titles) => {
    const eve = app.visitor();
    await eve.register();
    for (const each of ['a,b', 'b', ',', 'a\\b', 'end\\', 'end\\,b', 'home']) {
      await createTask(eve, { title: each, tags: [each] });
    }
    expect(await titlesOf(eve, { tag })).toEqual(expect.arrayContaining(titles));
    expect(await titlesOf(eve, { tag })).toHaveLength(titles.length);
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['limit=-1', '/limit'],
    ['limit=1.5', '/limit'],
    ['limit=1e2', '/limit'],
    ['limit=', '/limit'],
    ['limit=%2050', '/limit'],
    ['limit=99999999999999999999', '/limit'],
    ['limit=50&limit=50', '/limit'],
    ['status=done', '/status'],
    ['status=', '/status'],
    ['status=open&status=open', '/status'],
    ['priority=', '/priority'],
    ['priority=high,', '/priority'],
    ['priority=urgent', '/priority'],
    ['priority=low,low,low,low,low', '/priority'],
    ['priority=low&priority=high', '/priority'],
    ['tag=', '/tag'],
    ['tag=home,,work', '/tag'],
    [`tag=${'x'.repeat(41)}`, '/tag'],
    [`tag=${Array.from({ length: 21 }, (_, index) => index).join(',')}`, '/tag'],
    ['tag=home&tag=work', '/tag'],
    ['tag[]=home', '/tag[]'],
    ['tag=%00', '/tag'],
    ['dueFrom=2026-02-29', '/dueFrom'],
    ['dueFrom=tomorrow', '/dueFrom'],
    ['dueFrom=', '/dueFrom'],
    ['dueTo=2026-11-21T00:00:00Z', '/dueTo'],
    ['dueTo=infinity', '/dueTo'],
    ['dueTo=2026-11-21&dueTo=2026-11-22', '/dueTo'],
    ['sort=id', '/sort'],
    ['sort=--title', '/sort'],
    ['sort=title,priority', '/sort'],
    ['sort=', '/sort'],
    ['sort=title&sort=title', '/sort'],
    [`q=${'x'.repeat(201)}`, '/q'],
    ['q=%00', '/q'],
    ['q=a&q=b', '/q'],
    ['cursor=', '/cursor'],
    [`cursor=${'x'.repeat(2_001)}`, '/cursor'],
    ['cursor=a&cursor=b', '/cursor'],
    ['page=2', '/page'],
    ['Limit=5', '/Limit'],
    ['ownerId=01900000-0000-7000-8000-000000000000', '/ownerId'],
    ['a[b]=c', '/a[b]'],
    ['=x', '/'],
    ['constructor=x', '/constructor'],
    ['__proto__=x', '/__proto__'],
    ['toString=x', '/toString'],
  ])('refuses ?%s', async (query, pointer) => {
    const answer = await ada.send('GET', `${TASKS}?${query}`);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual([pointer]);
  });

  it('answers 401 without a token, whatever is asked for', async () => {
    expectProblem(await app.visitor().send('GET', `${TASKS}?limit=0`), 401, 'TOKEN_MISSING');
  });
});
