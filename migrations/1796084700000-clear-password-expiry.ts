import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A server of the version before changes a password without knowing that the former one was to expire: the person's own
 * would. A hash that is renewed, with the same security version, is of the same password.
 */
export class ClearPasswordExpiry1796084700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION clear_password_expiry() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.password_expires_at := NULL;
        RETURN NEW;
      END $$
    `);
    await queryRunner.query(`
      CREATE TRIGGER users_clear_password_expiry BEFORE UPDATE OF password_hash ON users FOR EACH ROW
      WHEN (NEW.password_hash <> OLD.password_hash AND NEW.security_version <> OLD.security_version
            AND NEW.password_expires_at = OLD.password_expires_at)
      EXECUTE FUNCTION clear_password_expiry()
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER users_clear_password_expiry ON users');
    await queryRunner.query('DROP FUNCTION clear_password_expiry');
  }
}
