import { ME } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, insertTasks, listTasks, TASKS, titlesOf } from '../support/tasks/tasks';

const DESCRIPTION_MAXIMUM = 10_000;

/** So many characters, each another one of a few, so that hardly any part comes twice. */
function mix(characters: string, count = DESCRIPTION_MAXIMUM): string {
  const choices = Array.from(characters);
  let seed = 1;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647) % choices.length;
  return Array.from({ length: count }, () => choices[next()]).join('');
}

/** So many letters of a script, from this one on. */
const letters = (first: string, count: number): string =>
  Array.from({ length: count }, (_, index) => String.fromCodePoint((first.codePointAt(0) ?? 0) + index)).join(
    '',
  );

/** Words of 64 characters, each letter between two digits. */
const alternating = (choices: string): string =>
  Array.from(mix(choices, DESCRIPTION_MAXIMUM / 2), (letter, index) =>
    index % 33 === 32 ? ' ' : `${letter}${index % 10}`,
  )
    .join('')
    .slice(0, DESCRIPTION_MAXIMUM);

/** The longest descriptions that make the most of the index. */
const WORST: [string, string][] = [
  ['one token of letters and dots', 'a.'.repeat(DESCRIPTION_MAXIMUM / 2)],
  ['one token of different letters and marks', mix('abcdefghij!.-#')],
  ['one token of marks', mix('!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\'')],
  ['tokens of all kinds', mix('abcd efgh !.-# ')],
  ['symbols of four bytes', mix('🥐🥑🥒🥓🥔🥕🥖🥗')],
  ['letters that fold into three signs', mix('🄐🄑🄒🄓🄔🄕')],
  ['letters that fold into three signs of many bytes', mix('㈀㈁㈂㈃㈄㈅')],
  ['letters that fold into eighteen', '\uFDFA'.repeat(DESCRIPTION_MAXIMUM)],
  ['one word', mix('abcdefghijkl')],
  ['words of one letter', 'a '.repeat(DESCRIPTION_MAXIMUM / 2)],
  ['words of two', mix('abcdefghijklmnopqrstuvwxyz').replace(/(..)./g, '$1 ')],
  ['words of eight', mix('abcdefghijklmnopqrst').replace(/(.{8})./g, '$1 ')],
  ['words of letters and digits', mix('a1b2c3d4').replace(/(.{9})./g, '$1 ')],
  ['long words that alternate between letters and digits', alternating('abcdefghij')],
  ['long words that alternate between digits and letters of four bytes', alternating(letters('𐓘', 36))],
  ['letters with accents', mix('éàüöñçłø ')],
  ['Chinese without a space', mix(letters('一', 3_000))],
  ['rare Chinese of four bytes', mix(letters('\u{20000}', 3_000))],
  ['Korean without a space', mix(letters('가', 3_000))],
  ['Chinese among marks, letters and digits', mix(`${letters('一', 500)}abcdefg123.-! `)],
];

describe('What a search costs', () => {
  let app: TestApp;
  let ada: Visitor;
  let eve: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ REQUESTS_IN_HAND_MAXIMUM: '5' });
    [ada, eve] = [app.visitor(), app.visitor()];
    await ada.register();
    await eve.register();
    await createTask(eve);
  });

  afterAll(() => app.stop());

  const search = (q: string) => titlesOf(ada, { q, sort: 'title', limit: '200' });

  it.each(WORST)('is bounded for a task of %s', async (name, description) => {
    const { id } = await createTask(ada, { title: 'The worst', description });
    const [terms] = await app.database.owner.query<[{ count: number; marked: number; bytes: number }]>(
      `SELECT length(terms) AS count, pg_column_size(terms) AS bytes
       FROM tasks, task_search_terms(owner_id, title, description, tags) AS terms WHERE id = $1`,
      [id],
    );
    expect(terms.count).toBeLessThan(11_100);
    expect(terms.bytes).toBeLessThan(400_000);
    expect(await search('worst')).toEqual(['The worst']);
    expect(await search('ors')).toEqual(['The worst']);
    expect((await ada.send('PATCH', `${TASKS}/${id}`, { body: { description: `${name}.` } })).status).toBe(
      200,
    );
    await ada.send('DELETE', `${TASKS}/${id}`);
  });

  it('is bounded for the longest text that can be looked for', async () => {
    for (const q of [
      'a.'.repeat(100),
      mix('abc!"#\\\'', 200),
      '🥐'.repeat(200),
      mix('ab. ', 38),
      '\uFDFA'.repeat(200),
      mix(letters('一', 3_000), 200),
      '㌀'.repeat(200),
      mix('abcdefghi ', 100),
    ]) {
      const answer = await listTasks(ada, { q });
      expect(answer.status).toBe(200);
      expect(answer.body.items).toEqual([]);
    }
  });

  it('is no less than its words, where a task has more terms with punctuation than the index takes', async () => {
    const many = Array.from({ length: 600 }, (_, index) => `n${index}.x`).join(' ');
    await createTask(ada, { title: 'Many terms', description: `${many} near@the.end` });
    await createTask(ada, { title: 'Few terms', description: 'near the end' });
    expect(await search('n7.x')).toEqual(['Many terms']);
    expect(await search('near@the.end')).toEqual(['Many terms']);
    expect(await search('near the end')).toEqual(['Few terms', 'Many terms']);
    expect(await search('near@the.beginning')).toEqual([]);
  });

  it('is a fraction of its time for tasks that look alike, and leaves others theirs', async () => {
    const rows = Array.from({ length: 400 }, () => ({ title: 'a.a', description: 'a.'.repeat(5_000) }));
    await insertTasks(app.database.owner, ada.userId, rows);
    const searches = Promise.all(
      Array.from({ length: 16 }, () => listTasks(ada, { q: `${'a.'.repeat(99)}!` })),
    );
    for (let round = 0; round < 5; round += 1) {
      expect((await eve.send('GET', ME)).status).toBe(200);
      expect((await listTasks(eve)).status).toBe(200);
    }
    expect((await searches).map(({ status }) => status)).toEqual(Array(16).fill(200));
  });
});
