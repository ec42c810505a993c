import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The summary of a person's tasks reads one index and none of the tasks, which lie all over the table. */
export class CoverTaskSummary1795230240000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX tasks_by_priority');
    await queryRunner.query(`
      CREATE INDEX tasks_by_priority ON tasks (owner_id, priority, id) INCLUDE (completed_at, due_date)
      WHERE deleted_at IS NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX tasks_by_priority');
    await queryRunner.query(`
      CREATE INDEX tasks_by_priority ON tasks (owner_id, priority, id) WHERE deleted_at IS NULL
    `);
  }
}
