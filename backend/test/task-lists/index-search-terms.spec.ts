import { IndexSearchTerms1796084400000 } from '../../../migrations/1796084400000-index-search-terms';
import { migrate, revert } from '../../src/platform/schema/migrate';
import { openTransaction } from '../support/database/open-transaction';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { insertTasks, UNKNOWN_ID } from '../support/tasks/tasks';

const NAME = IndexSearchTerms1796084400000.name;

describe('The migration that indexes the terms of a search', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  const search = async (q: string) => {
    const transaction = await openTransaction(database);
    await transaction.query('SET LOCAL enable_seqscan = off');
    const rows = await transaction.query<{ title: string }[]>(
      `SELECT title FROM tasks
       WHERE task_search_terms(owner_id, title, description, tags) @@ task_search_query($1, $2) ORDER BY title`,
      [UNKNOWN_ID, q],
    );
    await transaction.commit();
    return rows.map(({ title }) => title);
  };

  it('has the tasks of before and those of servers that do not know of it, also when it begins again', async () => {
    let reverted: string[] = [];
    while (!reverted.includes(NAME)) {
      reverted = await revert(database.environment);
    }
    await database.owner.query(
      `INSERT INTO users (id, email, email_key, display_name, password_hash) VALUES ($1, 'a@b.example', 'a@b.example', 'Ada', 'x')`,
      [UNKNOWN_ID],
    );
    await insertTasks(database.owner, UNKNOWN_ID, [{ title: '买牛奶 before' }]);
    expect(await migrate(database.environment)).toContain(NAME);
    await insertTasks(database.owner, UNKNOWN_ID, [{ title: 'Straßenfest after 牛奶' }]);
    expect(await search('牛奶')).toEqual(['Straßenfest after 牛奶', '买牛奶 before']);
    expect(await search('STRASSENFEST')).toEqual(['Straßenfest after 牛奶']);

    await database.owner.query('DELETE FROM migrations WHERE name = $1', [NAME]);
    expect(await migrate(database.environment)).toEqual([NAME]);
    expect(await search('牛奶')).toEqual(['Straßenfest after 牛奶', '买牛奶 before']);
    expect(
      await database.owner.query(
        `SELECT indexname FROM pg_indexes WHERE indexname ~ '^tasks_by_.*(terms|words)'`,
      ),
    ).toEqual([{ indexname: 'tasks_by_search_terms' }]);
  });
});
