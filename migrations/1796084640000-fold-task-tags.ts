import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As `FOLDED_TAGS` of the server says it. */
const FOLDED = 'lower(upper(NEW.tags::text COLLATE "und-x-icu"))::text[]';

/**
 * Folding the tags of all tasks of a person for each list by a tag takes most of its time: they are folded when they are
 * written, by a trigger, so that servers of the version before do so as well. What has not been written since is null
 * and folded when it is read: filling it in would write every task anew, with all its places in the indexes.
 */
export class FoldTaskTags1796084640000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The default is that of new rows alone: most have no tags, and need no trigger then.
    await queryRunner.query('ALTER TABLE tasks ADD COLUMN tags_folded text[]');
    await queryRunner.query(`ALTER TABLE tasks ALTER COLUMN tags_folded SET DEFAULT '{}'`);
    await queryRunner.query(`
      CREATE FUNCTION fold_task_tags() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.tags_folded := ${FOLDED};
        RETURN NEW;
      END $$
    `);
    await queryRunner.query(`
      CREATE TRIGGER tasks_fold_new_tags BEFORE INSERT ON tasks
      FOR EACH ROW WHEN (NEW.tags <> '{}') EXECUTE FUNCTION fold_task_tags()
    `);
    await queryRunner.query(`
      CREATE TRIGGER tasks_fold_changed_tags BEFORE UPDATE OF tags ON tasks
      FOR EACH ROW WHEN (NEW.tags <> OLD.tags OR NEW.tags_folded IS NULL) EXECUTE FUNCTION fold_task_tags()
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER tasks_fold_changed_tags ON tasks');
    await queryRunner.query('DROP TRIGGER tasks_fold_new_tags ON tasks');
    await queryRunner.query('DROP FUNCTION fold_task_tags');
    await queryRunner.query('ALTER TABLE tasks DROP COLUMN tags_folded');
  }
}
