import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A feed of each person's changes in the order of their commits, and how many open tasks there are. */
export class CreateTaskFeeds1795226400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE task_feeds (
        owner_id uuid NOT NULL CONSTRAINT task_feeds_pkey PRIMARY KEY
          CONSTRAINT task_feeds_owner_id_fkey REFERENCES users (id) ON DELETE CASCADE,
        position bigint NOT NULL DEFAULT 0,
        forgotten_position bigint NOT NULL DEFAULT 0,
        open_tasks integer NOT NULL DEFAULT 0 CONSTRAINT task_feeds_open_tasks CHECK (open_tasks >= 0)
      )
    `);
    await queryRunner.query(`
      CREATE TABLE task_tombstones (
        owner_id uuid NOT NULL CONSTRAINT task_tombstones_owner_id_fkey REFERENCES users (id) ON DELETE CASCADE,
        change_position bigint NOT NULL,
        task_id uuid NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT task_tombstones_pkey PRIMARY KEY (owner_id, change_position, task_id)
      )
    `);
    await queryRunner.query('CREATE INDEX task_tombstones_by_age ON task_tombstones (created_at)');
    await queryRunner.query('ALTER TABLE tasks ADD COLUMN change_position bigint NOT NULL DEFAULT 0');
    await queryRunner.query('CREATE INDEX tasks_by_change ON tasks (owner_id, change_position, id)');
    await this.countOpenTasks(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const operation of ['INSERT', 'UPDATE', 'DELETE']) {
      await queryRunner.query(`DROP TRIGGER count_open_tasks_on_${operation.toLowerCase()} ON tasks`);
    }
    await queryRunner.query('DROP FUNCTION count_open_tasks');
    await queryRunner.query('ALTER TABLE tasks DROP COLUMN change_position');
    await queryRunner.query('DROP TABLE task_tombstones');
    await queryRunner.query('DROP TABLE task_feeds');
  }

  /** Once for a statement, not for each row: an account with 10,000 tasks is deleted by one. */
  private async countOpenTasks(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION count_open_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          INSERT INTO task_feeds AS feed (owner_id, open_tasks)
            SELECT owner_id, count(*) FROM new_tasks
            WHERE completed_at IS NULL AND deleted_at IS NULL GROUP BY owner_id
          ON CONFLICT (owner_id) DO UPDATE SET open_tasks = feed.open_tasks + excluded.open_tasks;
        ELSIF TG_OP = 'DELETE' THEN
          UPDATE task_feeds AS feed SET open_tasks = feed.open_tasks - gone.count
          FROM (
            SELECT owner_id, count(*) FROM old_tasks
            WHERE completed_at IS NULL AND deleted_at IS NULL GROUP BY owner_id
          ) AS gone
          WHERE feed.owner_id = gone.owner_id;
        ELSE
          UPDATE task_feeds AS feed SET open_tasks = feed.open_tasks + change.count
          FROM (
            SELECT owner_id, sum(opened) AS count FROM (
              SELECT owner_id, 1 AS opened FROM new_tasks WHERE completed_at IS NULL AND deleted_at IS NULL
              UNION ALL
              SELECT owner_id, -1 FROM old_tasks WHERE completed_at IS NULL AND deleted_at IS NULL
            ) AS both_sides
            GROUP BY owner_id HAVING sum(opened) <> 0
          ) AS change
          WHERE feed.owner_id = change.owner_id;
        END IF;
        RETURN NULL;
      END $$
    `);
    const rows = {
      insert: 'NEW TABLE AS new_tasks',
      update: 'OLD TABLE AS old_tasks NEW TABLE AS new_tasks',
      delete: 'OLD TABLE AS old_tasks',
    };
    for (const [operation, tables] of Object.entries(rows)) {
      await queryRunner.query(`
        CREATE TRIGGER count_open_tasks_on_${operation} AFTER ${operation} ON tasks REFERENCING ${tables}
        FOR EACH STATEMENT EXECUTE FUNCTION count_open_tasks()
      `);
    }
    await queryRunner.query(`
      INSERT INTO task_feeds (owner_id, open_tasks)
      SELECT owner_id, count(*) FILTER (WHERE completed_at IS NULL AND deleted_at IS NULL)
      FROM tasks GROUP BY owner_id
    `);
  }
}
