import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That of ASCII, as the inside of an SQL literal. */
const PUNCTUATION = `!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~`;

/**
 * Full-text search within one owner's tasks: the owner is part of the index. Punctuation separates words, whatever
 * the parser would make of it (`2026-11-21`, `a/b`), and case and compatibility forms of letters do not count.
 */
export class IndexTaskWords1795226460000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE EXTENSION IF NOT EXISTS btree_gin');
    await queryRunner.query(`
      CREATE FUNCTION task_words(content text) RETURNS tsvector
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
      RETURN to_tsvector(
        'simple',
        translate(
          lower(normalize(content, NFKC) COLLATE "und-x-icu"),
          '${PUNCTUATION}',
          repeat(' ', length('${PUNCTUATION}'))
        )
      )
    `);
    await queryRunner.query(`
      CREATE FUNCTION task_words_query(words text) RETURNS tsquery
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN (
        SELECT string_agg(quote_literal(lexeme) || ':*', ' & ')::tsquery FROM unnest(task_words(words))
      )
    `);
    await queryRunner.query(`
      CREATE INDEX tasks_by_words ON tasks
      USING gin (owner_id, task_words(title || ' ' || coalesce(description, ''))) WHERE deleted_at IS NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX tasks_by_words');
    await queryRunner.query('DROP FUNCTION task_words_query');
    await queryRunner.query('DROP FUNCTION task_words');
    await queryRunner.query('DROP EXTENSION btree_gin');
  }
}
