import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LimitTaskTags1795219440000 implements MigrationInterface {
  /** A check cannot look into an array by itself. */
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION task_tags_fit(tags text[]) RETURNS boolean IMMUTABLE PARALLEL SAFE
      RETURN NOT EXISTS (
        SELECT FROM unnest(tags) AS tag WHERE tag IS NULL OR char_length(tag) NOT BETWEEN 1 AND 40
      )
    `);
    await queryRunner.query(`
      ALTER TABLE tasks ADD CONSTRAINT tasks_tags_length CHECK (task_tags_fit(tags))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE tasks DROP CONSTRAINT tasks_tags_length');
    await queryRunner.query('DROP FUNCTION task_tags_fit');
  }
}
