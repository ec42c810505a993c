import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CREATE_QUERY } from './search-terms/terms-of-search';
import { CREATE_TERMS } from './search-terms/terms-of-task';

/**
 * Makes a search find text however it is written, what has no spaces, the inside of words, and tags. A term is what
 * stands behind one of the places from which a search finds text, up to some length, so that a search for its beginning
 * finds it by the index alone:
 * - a word, and a number in it: as long as it is;
 * - each place inside a word: 16 characters, apart from the others, for a search of one or two characters finds words only;
 * - each letter of a script without spaces: 6 characters;
 * - each mark, and what follows one: 32 characters with all marks in them.
 *
 * The functions name nothing of this schema, because PostgreSQL does not look there while it maintains an index. Those
 * of before stay for servers of before, which search by their index no more.
 */
export class IndexSearchTerms1796084400000 implements MigrationInterface {
  /** Nobody waits for an index that is made beside the work; it cannot be made in a transaction. */
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CREATE_TERMS);
    await queryRunner.query(CREATE_QUERY);
    // Left by an attempt that was broken off.
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS tasks_by_search_terms');
    await queryRunner.query(`
      CREATE INDEX CONCURRENTLY tasks_by_search_terms ON tasks
      USING gin (task_search_terms(owner_id, title, description, tags)) WITH (gin_pending_list_limit = 256)
    `);
    // ANALYZE would take the terms of thousands of tasks, and no plan depends on what it finds.
    await queryRunner.query('ALTER INDEX tasks_by_search_terms ALTER COLUMN 1 SET STATISTICS 0');
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS tasks_by_terms');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX tasks_by_search_terms');
    await queryRunner.query('DROP FUNCTION task_search_query');
    await queryRunner.query('DROP FUNCTION task_search_terms');
    await queryRunner.query(`
      CREATE INDEX tasks_by_terms ON tasks USING gin (task_terms(owner_id, title || ' ' || coalesce(description, '')))
      WITH (gin_pending_list_limit = 256)
    `);
    await queryRunner.query('ALTER INDEX tasks_by_terms ALTER COLUMN 1 SET STATISTICS 0');
  }
}
