import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A number that rises with whatever makes former proofs worthless, such as another password. */
export class AddSecurityVersion1795991640000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users ADD COLUMN security_version integer NOT NULL DEFAULT 1');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users DROP COLUMN security_version');
  }
}
