import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePasswordBackoffs1795222920000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE password_backoffs (
        key text NOT NULL CONSTRAINT password_backoffs_pkey PRIMARY KEY,
        failures integer NOT NULL,
        blocked_until timestamptz(3),
        expires_at timestamptz(3) NOT NULL
      )
    `);
    await queryRunner.query('CREATE INDEX password_backoffs_by_expires_at ON password_backoffs (expires_at)');
    await queryRunner.query('CREATE INDEX rate_limits_by_expire ON rate_limits (expire)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX rate_limits_by_expire');
    await queryRunner.query('DROP TABLE password_backoffs');
  }
}
