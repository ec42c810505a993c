import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccessTokens1795222860000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE access_tokens (
        id uuid NOT NULL CONSTRAINT access_tokens_pkey PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT access_tokens_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
        name text NOT NULL
          CONSTRAINT access_tokens_name_length CHECK (char_length(name) BETWEEN 1 AND 100),
        scopes text[] NOT NULL,
        token_hash bytea NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        last_used_at timestamptz(3),
        expires_at timestamptz(3) NOT NULL
      )
    `);
    await queryRunner.query('CREATE INDEX access_tokens_by_user ON access_tokens (user_id, id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE access_tokens');
  }
}
