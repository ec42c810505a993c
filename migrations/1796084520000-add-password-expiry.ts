import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a password opens sessions that somebody else has set. */
export class AddPasswordExpiry1796084520000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users ADD COLUMN password_expires_at timestamptz(3)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE users DROP COLUMN password_expires_at');
  }
}
