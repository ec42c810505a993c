import { CountKeptTasks1796077200000 } from '../../../migrations/1796077200000-count-kept-tasks';
import { migrate, revert } from '../../src/platform/schema/migrate';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';

const PEOPLE = 250;

describe('The migration that counts all tasks of a person', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  const insertTasks = (count: number) =>
    database.owner.query(
      `INSERT INTO tasks (id, owner_id, title, completed_at, deleted_at)
       SELECT gen_random_uuid(), users.id, 'x', CASE WHEN n % 2 = 0 THEN now() END, CASE WHEN n % 3 = 0 THEN now() END
       FROM users, generate_series(1, $1) AS n`,
      [count],
    );
  const countWrong = async () => {
    const [{ wrong }] = await database.owner.query<[{ wrong: number }]>(
      `SELECT count(*)::integer AS wrong FROM task_feeds AS feed
       WHERE kept_tasks <> (SELECT count(*) FROM tasks WHERE owner_id = feed.owner_id)`,
    );
    return wrong;
  };

  it('finds those that there were, of more people than one batch has, and counts on', async () => {
    const name = CountKeptTasks1796077200000.name;
    let reverted: string[] = [];
    while (!reverted.includes(name)) {
      reverted = await revert(database.environment);
    }
    await database.owner.query(
      `INSERT INTO users (id, email, email_key, display_name, password_hash)
       SELECT gen_random_uuid(), n || '@b.example', n || '@b.example', 'Ada', 'x' FROM generate_series(1, $1) AS n`,
      [PEOPLE],
    );
    await insertTasks(6);
    expect(await migrate(database.environment)).toContain(name);
    expect(await countWrong()).toBe(0);
    const counts = 'SELECT count(*)::integer AS people FROM task_feeds WHERE kept_tasks = $1';
    expect(await database.owner.query(counts, [6])).toEqual([{ people: PEOPLE }]);
    await insertTasks(1);
    await database.owner.query('DELETE FROM tasks WHERE completed_at IS NOT NULL');
    expect(await countWrong()).toBe(0);
    expect(await database.owner.query(counts, [4])).toEqual([{ people: PEOPLE }]);
  });
});
