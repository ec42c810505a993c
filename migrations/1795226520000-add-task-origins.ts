import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A pipeline's own name for its task, and the order of the trash. */
export class AddTaskOrigins1795226520000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE tasks
        ADD COLUMN external_source text,
        ADD COLUMN external_id text,
        ADD CONSTRAINT tasks_external_both CHECK ((external_source IS NULL) = (external_id IS NULL))
    `);
    await queryRunner.query(`
      CREATE UNIQUE INDEX tasks_by_external_id ON tasks (owner_id, external_source, external_id)
      WHERE external_id IS NOT NULL
    `);
    await queryRunner.query(`
      CREATE INDEX tasks_in_trash ON tasks (owner_id, deleted_at, id) WHERE deleted_at IS NOT NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX tasks_in_trash');
    await queryRunner.query('DROP INDEX tasks_by_external_id');
    await queryRunner.query(`
      ALTER TABLE tasks DROP CONSTRAINT tasks_external_both, DROP COLUMN external_source, DROP COLUMN external_id
    `);
  }
}
