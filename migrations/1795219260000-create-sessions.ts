import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSessions1795219260000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE sessions (
        id uuid NOT NULL CONSTRAINT sessions_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT sessions_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
        generation integer NOT NULL DEFAULT 1,
        previous_generation integer,
        rotated_at timestamptz(3) NOT NULL DEFAULT now(),
        acknowledged boolean NOT NULL DEFAULT false,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        last_used_at timestamptz(3) NOT NULL DEFAULT now(),
        idle_expires_at timestamptz(3) NOT NULL,
        absolute_expires_at timestamptz(3) NOT NULL,
        authenticated_at timestamptz(3) NOT NULL DEFAULT now(),
        remember_me boolean NOT NULL,
        ip inet,
        user_agent text,
        revoked_at timestamptz(3),
        revoked_reason text
      )
    `);
    await queryRunner.query('CREATE INDEX sessions_user_id_index ON sessions (user_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE sessions');
  }
}
