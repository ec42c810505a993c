import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, insertTasks, listTasks, TASKS, titlesOf, UNKNOWN_ID } from '../support/tasks/tasks';

const ROWS = [
  { title: 'Buy milk and bread', description: 'At the CORNER shop' },
  { title: 'Milk the cow' },
  { title: '100% sure' },
  { title: '100 percent' },
  { title: 'snake_case' },
  { title: 'snakeXcase' },
  { title: 'C:\\Temp' },
  { title: 'C:Temp' },
  { title: 'O\'Brien said "yes"' },
  { title: 'a.*b' },
  { title: 'axxb' },
  { title: 'ÄPFEL', description: 'КНИГА ΔΈΛΤΑ' },
  { title: 'Croissant 🥐 day' },
  { title: 'to:tsquery & | ! <-> ()' },
  { title: 'Issue #12, C++ and e-mail for 3.5% of a.b.c' },
  { title: 'See (https://example.org/path?x=1)' },
  { title: '🎉🎂' },
];

describe('Searching tasks', () => {
  let app: TestServer;
  let ada: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    ada = app.visitor();
    await ada.register();
    await insertTasks(app.database.owner, ada.userId, ROWS);
  });

  afterAll(() => app.stop());

  const search = (q: string) => titlesOf(ada, { q, sort: 'title', limit: '200' });

  it.each([
    ['a word of the title', 'milk', ['Buy milk and bread', 'Milk the cow']],
    ['a word of the description', 'shop', ['Buy milk and bread']],
    ['the beginning of a word', 'brea', ['Buy milk and bread']],
    ['the beginnings of words', 'bre but', []],
    ['the end of a word', 'ead', ['Buy milk and bread']],
    ['two letters inside a word, which is no match', 'ea', []],
    ['full-width letters', 'Ｍｉｌｋ ｃｏｗ', ['Milk the cow']],
    ['words of title and description together', 'corner bread', ['Buy milk and bread']],
    ['words in any order', 'bread buy', ['Buy milk and bread']],
    ['a word that is not there', 'milk butter', []],
    ['punctuation in the middle of a word', '.*', ['a.*b']],
    ['the end of a word behind punctuation', '*b', ['a.*b']],
    ['the inside of a word and punctuation behind it', 'nake_', ['snake_case']],
    ['two letters inside a word and punctuation behind them', 'ke_', []],
    ['words that punctuation joins, in other order', 'c:t', ['C:Temp']],
    ['the beginning of what stands behind punctuation', '_ca', ['snake_case']],
    ['a number sign', '#12', ['Issue #12, C++ and e-mail for 3.5% of a.b.c']],
    ['a longer number', '#1', ['Issue #12, C++ and e-mail for 3.5% of a.b.c']],
    ['plus signs', 'c++', ['Issue #12, C++ and e-mail for 3.5% of a.b.c']],
    ['a hyphen', 'E-Mail', ['Issue #12, C++ and e-mail for 3.5% of a.b.c']],
    ['a decimal', '3.5%', ['Issue #12, C++ and e-mail for 3.5% of a.b.c']],
    ['dots', 'b.c', ['Issue #12, C++ and e-mail for 3.5% of a.b.c']],
    ['an address', 'https://example.org/', ['See (https://example.org/path?x=1)']],
    ['a part of an address', 'example.org/p', ['See (https://example.org/path?x=1)']],
    ['another address with the same words', 'https://example.org.path', []],
    ['an emoji behind another one', '🎂', ['🎉🎂']],
    ['full-width punctuation', '１００％', ['100% sure']],
    ['more white space than needed', ' \t milk \u3000  cow\u00a0', ['Milk the cow']],
    ['the same word twice', 'cow cow', ['Milk the cow']],
    ['capitals', 'MILK COW', ['Milk the cow']],
    ['an accented letter in small', 'äpfel', ['ÄPFEL']],
    ['Cyrillic and Greek in small', 'книга δέλτα', ['ÄPFEL']],
    ['an emoji', '🥐', ['Croissant 🥐 day']],
    ['a percent sign', '%', ['100% sure', 'Issue #12, C++ and e-mail for 3.5% of a.b.c']],
    ['a percent sign after a number', '100%', ['100% sure']],
    ['an underscore', 'snake_case', ['snake_case']],
    ['an underscore alone', '_', ['snake_case']],
    ['a backslash', '\\', ['C:\\Temp']],
    ['a backslash before a letter', ':\\t', ['C:\\Temp']],
    ['a backslash before a percent sign', '\\%', []],
    ['a quote', "'", ['O\'Brien said "yes"']],
    ['double quotes, which join nothing', '"yes" said', ['O\'Brien said "yes"']],
    ['a regular expression', 'a.*b', ['a.*b']],
    ['an SQL comment', "'; DROP TABLE tasks; --", []],
    ['the operators of text search', '<-> & |', ['to:tsquery & | ! <-> ()']],
    ['the name of a parameter', ':word0', []],
  ])('finds by %s (%s)', async (_name, q, titles) => {
    expect(await search(q)).toEqual(titles);
  });

  it.each(['', '   ', '\u3000'])('finds everything by %j', async (q) => {
    expect(await search(q)).toHaveLength(ROWS.length);
  });

  it('takes twenty words and no more', async () => {
    expect(await search(Array(20).fill('a').join(' '))).toEqual(await search('a'));
    const answer = await ada.send('GET', `/api/v1/tasks?q=${Array(21).fill('a').join('+')}`);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(['/q']);
  });

  it('takes text with broken percent escapes as it is', async () => {
    const answer = await ada.send('GET', '/api/v1/tasks?q=100%25%20%zz');
    expect(answer.status).toBe(200);
    expect(answer.body.items).toEqual([]);
  });

  it('finds page by page', async () => {
    const first = await listTasks(ada, { q: 'milk', sort: 'title', limit: '1' });
    const second = await listTasks(ada, {
      q: 'milk',
      sort: 'title',
      limit: '1',
      cursor: first.body.nextCursor ?? '',
    });
    const found = [...first.body.items, ...second.body.items].map(({ title }) => title);
    expect(found).toEqual(['Buy milk and bread', 'Milk the cow']);
    expect(second.body.nextCursor).toBeNull();
  });

  it('finds a word by its beginning that is as long as the index takes', async () => {
    const word = 'ж'.repeat(1_020);
    const { id } = await createTask(ada, { title: 'Long', description: word });
    expect(await search(word.slice(0, 200))).toEqual(['Long']);
    await ada.send('DELETE', `${TASKS}/${id}`);
  });

  it('tells people apart whose ids end alike, by which the index scopes words', async () => {
    const twinId = UNKNOWN_ID.slice(0, -12) + ada.userId.slice(-12);
    const { owner } = app.database;
    await owner.query(
      `INSERT INTO users (id, email, email_key, display_name, password_hash)
       VALUES ($1, 'twin@example.org', 'twin@example.org', 'Twin', 'none')`,
      [twinId],
    );
    await insertTasks(owner, twinId, [{ title: 'Milk of a twin' }]);
    expect(await search('milk')).toEqual(['Buy milk and bread', 'Milk the cow']);
  });
});
