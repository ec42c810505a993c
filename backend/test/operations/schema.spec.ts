import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations';
import { createDataSource, dataSourceOptions } from '../../src/platform/schema/data-source';
import { migrate, revert } from '../../src/platform/schema/migrate';
import { ENTITIES } from '../../src/tasks/entities';
import { createEmptyDatabase, type TestDatabase } from '../support/database/test-database';
import { PATIENCE } from '../support/time/patience';

/** Everything that migrations can make: columns, constraints, indexes, types, collations, functions, triggers, rights. */
const SCHEMA = `
  SELECT 'column' AS kind, table_name || '.' || column_name AS name,
         concat_ws(' ', udt_name, datetime_precision, collation_name, is_nullable, column_default) AS definition
  FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'enum', enumtypid::regtype::text || '.' || enumlabel, enumsortorder::text FROM pg_enum
  UNION ALL SELECT 'collation', collname, colllocale FROM pg_collation WHERE collnamespace = 'public'::regnamespace
  UNION ALL SELECT 'function', oid::regprocedure::text,
         regexp_replace(pg_get_functiondef(oid), '[[:space:]]', '', 'g')
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'right', table_name || ' ' || grantee, string_agg(privilege_type, ' ' ORDER BY privilege_type)
  FROM information_schema.role_table_grants WHERE table_schema = 'public' GROUP BY table_name, grantee
  ORDER BY kind, name`;

interface Described {
  kind: string;
  name: string;
  definition: string;
}

/** Runs the migrations that have not run yet, of the first so many. */
async function migrateTo({ environment }: TestDatabase, count: number): Promise<void> {
  const { DATABASE_MIGRATION_URL = '' } = environment;
  const options = dataSourceOptions(DATABASE_MIGRATION_URL, PATIENCE);
  const dataSource = await new DataSource({
    ...options,
    migrations: migrations.slice(0, count),
  }).initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
}

describe('The schema', () => {
  let database: TestDatabase;
  let application: DataSource;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    await migrate(database.environment);
    application = await createDataSource(
      database.environment.DATABASE_URL ?? '',
      PATIENCE,
      ENTITIES,
    ).initialize();
  });

  afterAll(async () => {
    await application.destroy();
    await database.drop();
  });

  const describeSchema = () => database.owner.query<Described[]>(SCHEMA);

  it('is what the entities say', async () => {
    const { DATABASE_MIGRATION_URL = '' } = database.environment;
    const dataSource = await createDataSource(DATABASE_MIGRATION_URL, PATIENCE, ENTITIES).initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    await dataSource.destroy();
  });

  it('is gone without its migrations, and the same with them again', async () => {
    const names = migrations.map(({ name }) => name);
    const before = await describeSchema();
    expect(before.length).toBeGreaterThan(60);
    for (const name of names.toReversed()) {
      expect(await revert(database.environment)).toEqual([name]);
    }
    expect(await revert(database.environment)).toEqual([]);
    const left = (await describeSchema()).filter(
      (each) => !/\bmigrations\b/.test(each.name + each.definition),
    );
    expect(left).toEqual([]);

    expect(await migrate(database.environment)).toEqual(names);
    expect(await migrate(database.environment)).toEqual([]);
    expect(await describeSchema()).toEqual(before);
  });

  it('is the same again after each migration that is reverted and run again', async () => {
    const whole = await describeSchema();
    // Rights are granted when all migrations have run.
    const describeStructure = async () => (await describeSchema()).filter(({ kind }) => kind !== 'right');
    for (const [index, { name }] of [...migrations.entries()].toReversed()) {
      const before = await describeStructure();
      expect(await revert(database.environment)).toEqual([name]);
      await migrateTo(database, index + 1);
      expect(await describeStructure()).toEqual(before);
      await revert(database.environment);
    }
    expect(await migrate(database.environment)).toHaveLength(migrations.length);
    expect(await describeSchema()).toEqual(whole);
  });

  describe('seen by the role of the server', () => {
    it.each([
      ['make a table', 'CREATE TABLE mine (id int)'],
      ['make a schema', 'CREATE SCHEMA mine'],
      ['make a function', 'CREATE FUNCTION mine() RETURNS int RETURN 1'],
      ['change a table', 'ALTER TABLE tasks ADD COLUMN mine int'],
      ['drop a table', 'DROP TABLE rate_limits'],
      ['drop an index', 'DROP INDEX tasks_by_title'],
      ['empty a table', 'TRUNCATE sessions'],
      [
        'make a trigger',
        'CREATE TRIGGER t BEFORE INSERT ON tasks EXECUTE FUNCTION suppress_redundant_updates_trigger()',
      ],
      ['pretend a migration', `INSERT INTO migrations (timestamp, name) VALUES (1, 'x')`],
      ['change a migration', `UPDATE migrations SET name = 'x'`],
      ['forget a migration', 'DELETE FROM migrations'],
      ['change what was audited', `UPDATE audit_events SET event = 'signed-in'`],
      ['forget what was audited', 'DELETE FROM audit_events'],
      ['empty what was audited', 'TRUNCATE audit_events'],
      ['make a role', 'CREATE ROLE mine'],
      ['become the owner', 'SET ROLE taskward_owner'],
      ['read passwords', 'SELECT * FROM pg_authid'],
      ['read a file', `SELECT pg_read_file('/etc/hostname')`],
      ['run a program', `COPY tasks TO PROGRAM 'cat'`],
    ])('does not let it %s', async (_name, statement) => {
      await expect(application.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    });

    it('lets it read which migrations have run', async () => {
      expect(await application.query('SELECT name FROM migrations')).toHaveLength(migrations.length);
      expect(await application.showMigrations()).toBe(false);
    });
  });

  describe('refuses what the API refuses:', () => {
    const owner_id = randomUUID();
    const insert = (table: string, row: Record<string, unknown>): Promise<unknown> =>
      application.query(
        `INSERT INTO ${table} (${Object.keys(row).join(', ')})
         VALUES (${Object.keys(row)
           .map((_, index) => `$${index + 1}`)
           .join(', ')})`,
        Object.values(row),
      );
    const person = () => ({
      id: randomUUID(),
      email: 'a@b.example',
      email_key: randomUUID(),
      display_name: 'Ada',
      password_hash: 'x',
    });

    beforeAll(() => insert('users', { ...person(), id: owner_id }));

    it.each<[string, Record<string, unknown>, string]>([
      ['no title', { title: null }, 'null value in column "title"'],
      ['an empty title', { title: '' }, 'tasks_title_length'],
      ['a title of 201', { title: '🥐'.repeat(201) }, 'tasks_title_length'],
      ['a description of 10,001', { description: '🥐'.repeat(10_001) }, 'tasks_description_length'],
      ['21 tags', { tags: Array(21).fill('x') }, 'tasks_tags_count'],
      ['an empty tag', { tags: ['x', ''] }, 'tasks_tags_length'],
      ['a tag of 41', { tags: ['🥐'.repeat(41)] }, 'tasks_tags_length'],
      ['null as a tag', { tags: [null] }, 'tasks_tags_length'],
      ['no tags', { tags: null }, 'null value in column "tags"'],
      ['an unknown priority', { priority: 'urgent' }, 'task_priority'],
      ['no priority', { priority: null }, 'null value in column "priority"'],
      ['an unknown owner', { owner_id: randomUUID() }, 'tasks_owner_id_fkey'],
      ['no owner', { owner_id: null }, 'null value in column "owner_id"'],
      ['no version', { version: null }, 'null value in column "version"'],
    ])('a task with %s', async (_name, fields, reason) => {
      const good = { id: randomUUID(), owner_id, title: 'x' };
      await expect(insert('tasks', { ...good, ...fields })).rejects.toThrow(reason);
      await insert('tasks', good);
      await expect(insert('tasks', good)).rejects.toThrow('tasks_pkey');
    });

    it('but takes what it takes', async () => {
      const longest = {
        title: '🥐'.repeat(200),
        description: '🥐'.repeat(10_000),
        tags: Array.from({ length: 20 }, () => '🥐'.repeat(40)),
      };
      await expect(insert('tasks', { id: randomUUID(), owner_id, ...longest })).resolves.toBeDefined();
    });

    it.each<[string, Record<string, unknown>, string]>([
      ['an e-mail of 255', { email: 'x'.repeat(255) }, 'users_email_length'],
      ['an e-mail of 2', { email: 'x@' }, 'users_email_length'],
      ['an empty name', { display_name: '' }, 'users_display_name_length'],
      ['a name of 101', { display_name: 'x'.repeat(101) }, 'users_display_name_length'],
      ['no password', { password_hash: null }, 'null value in column "password_hash"'],
    ])('a person with %s', async (_name, fields, reason) => {
      await expect(insert('users', { ...person(), ...fields })).rejects.toThrow(reason);
    });

    it('a second person with the same e-mail', async () => {
      const { email_key } = person();
      await insert('users', { ...person(), email_key });
      await expect(insert('users', { ...person(), email_key })).rejects.toThrow('users_email_key_unique');
    });

    it('what belongs to a person who is deleted: it goes with them', async () => {
      const user_id = randomUUID();
      await insert('users', { ...person(), id: user_id });
      await insert('tasks', { id: randomUUID(), owner_id: user_id, title: 'x' });
      await application.query('DELETE FROM users WHERE id = $1', [user_id]);
      expect(await application.query('SELECT id FROM tasks WHERE owner_id = $1', [user_id])).toEqual([]);
    });
  });
});
