import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTasks1795219320000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE COLLATION task_title (provider = icu, locale = 'und-u-kn-true')`);
    await queryRunner.query(`CREATE TYPE task_priority AS ENUM ('none', 'low', 'medium', 'high')`);
    await queryRunner.query(`
      CREATE TABLE tasks (
        id uuid NOT NULL CONSTRAINT tasks_pkey PRIMARY KEY,
        owner_id uuid NOT NULL CONSTRAINT tasks_owner_id_fkey REFERENCES users (id) ON DELETE CASCADE,
        title text COLLATE task_title NOT NULL
          CONSTRAINT tasks_title_length CHECK (char_length(title) BETWEEN 1 AND 200),
        description text CONSTRAINT tasks_description_length CHECK (char_length(description) <= 10000),
        completed_at timestamptz(3),
        priority task_priority NOT NULL DEFAULT 'none',
        due_date date,
        tags text[] NOT NULL DEFAULT '{}' CONSTRAINT tasks_tags_count CHECK (cardinality(tags) <= 20),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        deleted_at timestamptz(3),
        CONSTRAINT tasks_owner_id_id_unique UNIQUE (owner_id, id)
      )
    `);
    await this.createListIndexes(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE tasks');
    await queryRunner.query('DROP TYPE task_priority');
    await queryRunner.query('DROP COLLATION task_title');
  }

  /** One index for each order of the list; a list in the other direction reads it backwards. */
  private async createListIndexes(queryRunner: QueryRunner): Promise<void> {
    const orders = {
      tasks_by_created_at: 'created_at',
      tasks_by_updated_at: 'updated_at',
      tasks_by_title: 'title',
      tasks_by_priority: 'priority',
      // Tasks without a due date come last both ways, so each way has an index of its own.
      tasks_by_due_date_ascending: `(coalesce(due_date, 'infinity'))`,
      tasks_by_due_date_descending: `(coalesce(due_date, '-infinity'))`,
    };
    for (const [name, order] of Object.entries(orders)) {
      await queryRunner.query(
        `CREATE INDEX ${name} ON tasks (owner_id, ${order}, id) WHERE deleted_at IS NULL`,
      );
    }
  }
}
