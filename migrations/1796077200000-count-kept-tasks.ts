import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWNERS_AT_A_TIME = 100;

const IS_OPEN = 'completed_at IS NULL AND deleted_at IS NULL';

/** How many tasks a person has, with those completed and in the trash, kept by the trigger that counts the open ones. */
export class CountKeptTasks1796077200000 implements MigrationInterface {
  /** The tasks of so many people at a time are counted while others go on. */
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await inTransaction(queryRunner, async () => {
      // Until the commit no feed is written, so that no task is missed by both the trigger and the count.
      await queryRunner.query('ALTER TABLE task_feeds ADD COLUMN IF NOT EXISTS kept_tasks integer');
      await queryRunner.query('ALTER TABLE task_feeds ALTER COLUMN kept_tasks SET DEFAULT 0');
      await queryRunner.query(COUNT_TASKS);
    });
    let counted: number;
    do {
      counted = await this.countTasksOfSome(queryRunner);
    } while (counted > 0);
    await this.requireCount(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await inTransaction(queryRunner, async () => {
      await queryRunner.query(COUNT_OPEN_TASKS);
      await queryRunner.query('ALTER TABLE task_feeds DROP COLUMN kept_tasks');
    });
  }

  /** The count is a statement of its own: it sees all that was committed before the feeds were locked. */
  private async countTasksOfSome(queryRunner: QueryRunner): Promise<number> {
    return inTransaction(queryRunner, async () => {
      const owners = (await queryRunner.query(
        `SELECT owner_id AS id FROM task_feeds WHERE kept_tasks IS NULL LIMIT ${OWNERS_AT_A_TIME} FOR UPDATE`,
      )) as { id: string }[];
      await queryRunner.query(
        `UPDATE task_feeds AS feed
         SET kept_tasks = (SELECT count(*) FROM tasks WHERE tasks.owner_id = feed.owner_id)
         WHERE owner_id = ANY ($1)`,
        [owners.map(({ id }) => id)],
      );
      return owners.length;
    });
  }

  /** Validated beside the work; NOT NULL then needs no scan. */
  private async requireCount(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE task_feeds DROP CONSTRAINT IF EXISTS task_feeds_kept_tasks');
    await queryRunner.query(`
      ALTER TABLE task_feeds ADD CONSTRAINT task_feeds_kept_tasks CHECK (kept_tasks IS NOT NULL AND kept_tasks >= 0)
      NOT VALID
    `);
    await queryRunner.query('ALTER TABLE task_feeds VALIDATE CONSTRAINT task_feeds_kept_tasks');
    await queryRunner.query('ALTER TABLE task_feeds ALTER COLUMN kept_tasks SET NOT NULL');
  }
}

async function inTransaction<T>(queryRunner: QueryRunner, work: () => Promise<T>): Promise<T> {
  await queryRunner.startTransaction();
  try {
    const result = await work();
    await queryRunner.commitTransaction();
    return result;
  } catch (error) {
    await queryRunner.rollbackTransaction();
    throw error;
  }
}

/** Once for a statement, not for each row: an account with 10,000 tasks is deleted by one. */
const COUNT_TASKS = `
  CREATE OR REPLACE FUNCTION count_open_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO task_feeds AS feed (owner_id, open_tasks, kept_tasks)
        SELECT owner_id, count(*) FILTER (WHERE ${IS_OPEN}), count(*) FROM new_tasks GROUP BY owner_id
      ON CONFLICT (owner_id) DO UPDATE SET
        open_tasks = feed.open_tasks + excluded.open_tasks,
        kept_tasks = feed.kept_tasks + excluded.kept_tasks;
    ELSIF TG_OP = 'DELETE' THEN
      UPDATE task_feeds AS feed SET open_tasks = feed.open_tasks - gone.open, kept_tasks = feed.kept_tasks - gone.kept
      FROM (
        SELECT owner_id, count(*) FILTER (WHERE ${IS_OPEN}) AS open, count(*) AS kept FROM old_tasks GROUP BY owner_id
      ) AS gone
      WHERE feed.owner_id = gone.owner_id;
    ELSE
      UPDATE task_feeds AS feed SET open_tasks = feed.open_tasks + change.count
      FROM (
        SELECT owner_id, sum(opened) AS count FROM (
          SELECT owner_id, 1 AS opened FROM new_tasks WHERE ${IS_OPEN}
          UNION ALL
          SELECT owner_id, -1 FROM old_tasks WHERE ${IS_OPEN}
        ) AS both_sides
        GROUP BY owner_id HAVING sum(opened) <> 0
      ) AS change
      WHERE feed.owner_id = change.owner_id;
    END IF;
    RETURN NULL;
  END $$`;

/** As it was before. */
const COUNT_OPEN_TASKS = `
  CREATE OR REPLACE FUNCTION count_open_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO task_feeds AS feed (owner_id, open_tasks)
        SELECT owner_id, count(*) FROM new_tasks WHERE ${IS_OPEN} GROUP BY owner_id
      ON CONFLICT (owner_id) DO UPDATE SET open_tasks = feed.open_tasks + excluded.open_tasks;
    ELSIF TG_OP = 'DELETE' THEN
      UPDATE task_feeds AS feed SET open_tasks = feed.open_tasks - gone.count
      FROM (SELECT owner_id, count(*) FROM old_tasks WHERE ${IS_OPEN} GROUP BY owner_id) AS gone
      WHERE feed.owner_id = gone.owner_id;
    ELSE
      UPDATE task_feeds AS feed SET open_tasks = feed.open_tasks + change.count
      FROM (
        SELECT owner_id, sum(opened) AS count FROM (
          SELECT owner_id, 1 AS opened FROM new_tasks WHERE ${IS_OPEN}
          UNION ALL
          SELECT owner_id, -1 FROM old_tasks WHERE ${IS_OPEN}
        ) AS both_sides
        GROUP BY owner_id HAVING sum(opened) <> 0
      ) AS change
      WHERE feed.owner_id = change.owner_id;
    END IF;
    RETURN NULL;
  END $$`;
