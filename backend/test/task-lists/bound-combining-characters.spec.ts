import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { BoundCombiningCharacters1796084760000 } from '../../../migrations/1796084760000-bound-combining-characters';
import { COMBINING } from '../../../migrations/search-terms/combining-characters';
import { migrate, revert } from '../../src/platform/schema/migrate';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { UNKNOWN_ID } from '../support/tasks/tasks';
import { growthOf, measureClock, repeat } from '../support/time/linear-time';

const NAME = BoundCombiningCharacters1796084760000.name;
const CASES = readFileSync(join(__dirname, 'search-cases.tsv'), 'utf8').split(/[\t\n]/);

/** All that have a place above, below or beside a letter, each on letters that differ in what they keep. */
const MARKED = Array.from({ length: 0x11_00_00 }, (_, point) => point)
  .filter((point) => point < 0xd8_00 || point > 0xdf_ff)
  .map((point) => String.fromCodePoint(point))
  .filter((character) => /\p{M}/u.test(character))
  .map((mark) => `a${mark}b и${mark}\u0306 й\u0316${mark} ก${mark}\u0E48\u200B${mark.repeat(14)}é`);

/** In an order that is to be turned round: marks beside, above and below; those that a search keeps and that it leaves out. */
const RUNS = [
  '\u0315\u0301\u0316',
  '\u0300\u0316',
  '\u0345\u0334',
  '\u0E48\u0E38',
  '\u0E48\u0E38\u200B',
  '\u{1D165}\u0315',
];

describe('The migration that bounds combining characters', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  const termsOf = (texts: readonly string[]) =>
    database.owner.query<{ terms: string; query: string }[]>(
      `SELECT task_search_terms($1, text, NULL, '{}')::text AS terms, task_search_query($1, left(text, 200))::text AS query
       FROM unnest($2::text[]) WITH ORDINALITY AS texts (text, place) ORDER BY place`,
      [UNKNOWN_ID, texts],
    );

  it('leaves the terms of all text as they are that has no more than thirty in a row', async () => {
    const texts = [...CASES, ...MARKED];
    const after = await termsOf(texts);
    let reverted: string[] = [];
    while (!reverted.includes(NAME)) {
      reverted = await revert(database.environment);
    }
    const before = await termsOf(texts);
    expect(await migrate(database.environment)).toContain(NAME);
    expect(before.length).toBeGreaterThan(2_000);
    expect(after.filter((each, index) => !isDeepStrictEqual(each, before[index]))).toEqual([]);
  });

  it('knows all that PostgreSQL brings into an order', async () => {
    const unknown = await database.owner.query(
      `SELECT to_hex(point) FROM generate_series(1, 1114111) AS point
       WHERE point NOT BETWEEN 55296 AND 57343
         AND normalize(U&'a\\0345' || normalize(chr(point), NFKD), NFD) <> U&'a\\0345' || normalize(chr(point), NFKD)
         AND chr(point) !~ $1`,
      [`[${COMBINING}]`],
    );
    expect(unknown).toEqual([]);
  });

  it.each(RUNS)('has them cost no more than their number (%j)', async (run) => {
    const growth = await growthOf((size) => termsOf([`a${repeat(run, size)}`]), 1_250, measureClock);
    expect(growth).toEqual({ ...growth, isLinear: true });
  });

  it('still finds text with more of them by its letters', async () => {
    const [found] = await database.owner.query<[object]>(
      `SELECT task_search_terms($1, $2, NULL, '{}') @@ task_search_query($1, 'zalgo') AS by_letters,
         task_search_terms($1, $2, NULL, '{}') @@ task_search_query($1, left($2, 200)) AS by_itself`,
      [UNKNOWN_ID, Array.from('zalgo', (letter) => letter + '\u0315\u0301\u0316'.repeat(60)).join('')],
    );
    expect(found).toEqual({ by_letters: true, by_itself: true });
  });
});
