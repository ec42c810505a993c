import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells all servers, with the commit, that somebody's session or token ended: open streams have to end too. */
export class NotifyEndedAccess1795226640000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION notify_ended_access() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('taskward_ended_access', to_jsonb(OLD) ->> TG_ARGV[0]);
        RETURN NULL;
      END $$
    `);
    await queryRunner.query(`
      CREATE TRIGGER notify_ended_session AFTER UPDATE OF revoked_at ON sessions FOR EACH ROW
      WHEN (OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION notify_ended_access('user_id')
    `);
    await queryRunner.query(`
      CREATE TRIGGER notify_revoked_token AFTER DELETE ON access_tokens FOR EACH ROW
      EXECUTE FUNCTION notify_ended_access('user_id')
    `);
    await queryRunner.query(`
      CREATE TRIGGER notify_disabled_user AFTER UPDATE OF disabled_at ON users FOR EACH ROW
      WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION notify_ended_access('id')
    `);
    await queryRunner.query(`
      CREATE TRIGGER notify_deleted_user AFTER DELETE ON users FOR EACH ROW
      EXECUTE FUNCTION notify_ended_access('id')
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER notify_deleted_user ON users');
    await queryRunner.query('DROP TRIGGER notify_disabled_user ON users');
    await queryRunner.query('DROP TRIGGER notify_revoked_token ON access_tokens');
    await queryRunner.query('DROP TRIGGER notify_ended_session ON sessions');
    await queryRunner.query('DROP FUNCTION notify_ended_access');
  }
}
