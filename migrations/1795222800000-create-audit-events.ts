import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAuditEvents1795222800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_events (
        id uuid NOT NULL CONSTRAINT audit_events_pkey PRIMARY KEY,
        occurred_at timestamptz(3) NOT NULL DEFAULT now(),
        event text NOT NULL,
        user_id uuid,
        session_id uuid,
        unknown_identifier text,
        ip inet,
        user_agent text,
        request_id text
      )
    `);
    await queryRunner.query('CREATE INDEX audit_events_by_user ON audit_events (user_id, id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE audit_events');
  }
}
