import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which files were imported, so that an import can be undone, and one that comes again is known. */
export class CreateTaskImports1796084460000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE task_imports (
        owner_id uuid NOT NULL CONSTRAINT task_imports_owner_id_fkey REFERENCES users (id) ON DELETE CASCADE,
        id uuid NOT NULL,
        format text NOT NULL,
        digest text NOT NULL,
        tasks integer NOT NULL,
        change_position bigint NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        undone_at timestamptz(3),
        removed integer,
        CONSTRAINT task_imports_pkey PRIMARY KEY (owner_id, id)
      )
    `);
    await queryRunner.query('CREATE INDEX task_imports_by_age ON task_imports (created_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE task_imports');
  }
}
