import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Words are indexed behind the end of their owner's id, so that a search for the beginnings of words, which visits all
 * words that begin like that, visits one person's. With the owner in a column beside them it visited everybody's: the
 * time of a search grew with the table.
 *
 * What is new waits in a list that every search reads; it is kept short.
 */
export class ScopeTaskWordsToOwner1795233840000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // 48 random bits. Who shares them by chance is told apart by the owner's id, which every search compares as well.
    await queryRunner.query(`
      CREATE FUNCTION task_word_scope(owner_id uuid) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN right(owner_id::text, 12)
    `);
    // A lexeme has 2,046 bytes at most, its scope included, so that of a long word only the beginning is indexed.
    await queryRunner.query(`
      CREATE FUNCTION owned_task_words(owner_id uuid, content text) RETURNS tsvector
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
      RETURN array_to_tsvector(
        ARRAY(SELECT task_word_scope(owner_id) || left(lexeme, 400) FROM unnest(task_words(content)))
      )
    `);
    await queryRunner.query(`
      CREATE FUNCTION owned_task_words_query(owner_id uuid, words text) RETURNS tsquery
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN (
        SELECT string_agg(quote_literal(task_word_scope(owner_id) || lexeme) || ':*', ' & ')::tsquery
        FROM unnest(task_words(words))
      )
    `);
    await queryRunner.query('DROP INDEX tasks_by_words');
    await queryRunner.query(`
      CREATE INDEX tasks_by_words ON tasks
      USING gin (owned_task_words(owner_id, title || ' ' || coalesce(description, '')))
      WITH (gin_pending_list_limit = 256) WHERE deleted_at IS NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX tasks_by_words');
    await queryRunner.query(`
      CREATE INDEX tasks_by_words ON tasks
      USING gin (owner_id, task_words(title || ' ' || coalesce(description, ''))) WHERE deleted_at IS NULL
    `);
    await queryRunner.query('DROP FUNCTION owned_task_words_query');
    await queryRunner.query('DROP FUNCTION owned_task_words');
    await queryRunner.query('DROP FUNCTION task_word_scope');
  }
}
