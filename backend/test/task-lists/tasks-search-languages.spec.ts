import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, insertTasks, TASKS, titlesOf } from '../support/tasks/tasks';

/** A title, what is looked for, and whether it has to find the title. */
type Case = [title: string, query: string, verdict: 'finds' | 'does not find'];

const CASES = readFileSync(join(__dirname, 'search-cases.tsv'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('# '))
  .map((line): Case => {
    const [title = '', query = '', no] = line.split('\t');
    return [title, query, no === 'no' ? 'does not find' : 'finds'];
  });

describe('Searching in all languages', () => {
  let app: TestServer;
  let ada: Visitor;
  let eve: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    [ada, eve] = [app.visitor(), app.visitor()];
    await ada.register();
    await eve.register();
    const titles = [...new Set(CASES.map(([title]) => title))];
    await insertTasks(
      app.database.owner,
      ada.userId,
      titles.map((title) => ({ title })),
    );
    await insertTasks(app.database.owner, eve.userId, [{ title: 'Nothing of this' }]);
  });

  afterAll(() => app.stop());

  const search = (q: string, person = ada) => titlesOf(person, { q, limit: '200' });

  it('has cases of both kinds', () => {
    expect(new Set(CASES.map(([, , verdict]) => verdict)).size).toBe(2);
    expect(CASES.length).toBeGreaterThan(100);
  });

  it.each(CASES)('of %j by %j %s it', async (title, q, verdict) => {
    expect((await search(q)).includes(title)).toBe(verdict === 'finds');
  });

  it.each(['牛奶', 'pages', 'muller', '2.0', 'pl', '❤'])('finds nothing of others by %j', async (q) => {
    expect(await search(q, eve)).toEqual([]);
  });

  it('finds a task in any of its fields at once, tags included, and no more once they are changed', async () => {
    const { id } = await createTask(ada, {
      title: 'Zeitungsartikel',
      description: 'für die Böll-Stiftung',
      tags: ['Öffentlichkeit', '仕事'],
    });
    for (const q of ['offentlich', 'lichkeit boll', '事', 'artikel 仕事 stiftung']) {
      expect(await search(q)).toEqual(['Zeitungsartikel']);
    }
    expect(await search('artikel boll-stiftung garten')).toEqual([]);
    await ada.send('PATCH', `${TASKS}/${id}`, { body: { tags: ['Garten'] } });
    expect(await search('offentlich')).toEqual([]);
    expect(await search('artikel boll-stiftung garten')).toEqual(['Zeitungsartikel']);
  });

  it('finds nothing by what nobody sees', async () => {
    expect(await search('\u00AD\u200B\u2060')).toEqual([]);
  });
});
