import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUsers1795219200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE users (
        id uuid NOT NULL CONSTRAINT users_pkey PRIMARY KEY,
        email text NOT NULL CONSTRAINT users_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
        email_key text NOT NULL CONSTRAINT users_email_key_unique UNIQUE,
        display_name text NOT NULL
          CONSTRAINT users_display_name_length CHECK (char_length(display_name) BETWEEN 1 AND 100),
        password_hash text NOT NULL,
        disabled_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE users');
  }
}
