import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That of ASCII, as the inside of an SQL literal. */
const PUNCTUATION = `!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~`;

/** Punctuation and symbols, ranges of a bracket expression; what is not among them counts as part of a word. */
const MARKS = [
  String.raw`!-/:-@\u005B-\u0060{-~\u00A1-\u00BF\u00D7\u00F7`,
  String.raw`\u2000-\u2BFF\u2E00-\u2E7F\u3001-\u303F\U0001F000-\U0001FAFF`,
];
const MARK = `[${MARKS.join('')}]`;

/** Where a term with marks begins: before each mark, and behind it. */
const BEGINNING = `(?=${MARK})|(?<=${MARK})`;

/** A title, a space and a description, in characters: compatibility forms can be longer when they are folded. */
const CONTENT_MAXIMUM = 10_201;
/** Of a term with marks, in characters, and how many of them a task has: the index stays as large as the text. */
const TERM_MAXIMUM = 32;
const TERMS_MAXIMUM = 1_000;
/** The term of a task that has more of them. Folding leaves no such sign in any text. */
const MORE = '…';
/** How many words of a search count: each has its price. The longest are the rarest. */
const WORDS_MAXIMUM = 20;

const FOLDED = (text: string): string =>
  `left(lower(normalize(${text}, NFKC) COLLATE "und-x-icu"), ${CONTENT_MAXIMUM})`;
const WORDS = `unnest(to_tsvector('simple', translate(folded, '${PUNCTUATION}', repeat(' ', length('${PUNCTUATION}')))))`;
const SCOPE = `right(owner_id::text, 12)`;
const TOKENS = String.raw`regexp_split_to_table(folded, '\s+')`;
const CONTENT = `title || ' ' || coalesce(description, '')`;

/**
 * What a search finds is in the index, terms with punctuation (`a.b`, `#12`, `100%`) as well: these were looked for in
 * the text of all tasks of a person, which could take everybody's time.
 *
 * The trash is in the index too: with a condition that other indexes have as well, PostgreSQL takes one of those where it
 * expects few tasks, and reads the texts of all that there are.
 *
 * The functions name nothing of this schema, because PostgreSQL does not look there while it maintains an index. Those
 * of before stay for servers of before, which search by their index no more.
 */
export class IndexTaskTerms1795241160000 implements MigrationInterface {
  /** Nobody waits for an index that is made beside the work; it cannot be made in a transaction. */
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await this.createFunctions(queryRunner);
    // Left by an attempt that was broken off.
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS tasks_by_terms');
    await queryRunner.query(`
      CREATE INDEX CONCURRENTLY tasks_by_terms ON tasks USING gin (task_terms(owner_id, ${CONTENT}))
      WITH (gin_pending_list_limit = 256)
    `);
    // ANALYZE would take the terms of thousands of tasks, and no plan depends on what it finds.
    await queryRunner.query('ALTER INDEX tasks_by_terms ALTER COLUMN 1 SET STATISTICS 0');
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS tasks_by_words');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX tasks_by_terms');
    await queryRunner.query('DROP FUNCTION task_terms_query');
    await queryRunner.query('DROP FUNCTION task_terms');
    await queryRunner.query(`
      CREATE INDEX tasks_by_words ON tasks USING gin (owned_task_words(owner_id, ${CONTENT}))
      WITH (gin_pending_list_limit = 256) WHERE deleted_at IS NULL
    `);
  }

  private async createFunctions(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION task_terms(owner_id uuid, content text) RETURNS tsvector
      LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
      DECLARE
        folded constant text := ${FOLDED('content')};
        terms text[] := ARRAY(SELECT left(lexeme, 400) FROM ${WORDS});
        marked text[];
      BEGIN
        IF folded ~ '${MARK}' THEN
          marked := ARRAY(
            SELECT left(array_to_string(parts[n : n + ${TERM_MAXIMUM - 1}], ''), ${TERM_MAXIMUM})
            FROM ${TOKENS} AS token
            CROSS JOIN LATERAL regexp_split_to_array(token, '${BEGINNING}') AS parts
            CROSS JOIN LATERAL generate_subscripts(parts, 1) AS n
            WHERE token ~ '${MARK}'
            LIMIT ${TERMS_MAXIMUM + 1}
          );
          terms := terms || marked;
          IF cardinality(marked) > ${TERMS_MAXIMUM} THEN
            terms := terms || text '${MORE}';
          END IF;
        END IF;
        RETURN array_to_tsvector(ARRAY(SELECT ${SCOPE} || term FROM unnest(terms) AS term));
      END $$
    `);
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION task_terms_query(owner_id uuid, content text) RETURNS tsquery
      LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
      DECLARE
        folded constant text := ${FOLDED('content')};
      BEGIN
        RETURN (
          SELECT string_agg(condition, ' & ')::tsquery
          FROM (
            (SELECT quote_literal(${SCOPE} || lexeme) || ':*' AS condition FROM ${WORDS}
             ORDER BY length(lexeme) DESC LIMIT ${WORDS_MAXIMUM})
            UNION ALL
            SELECT format('(''%s%s'':* | ''%1$s${MORE}'')', ${SCOPE}, regexp_replace(term, '([\\\\''])', '\\\\\\1', 'g'))
            FROM (SELECT DISTINCT left(token, ${TERM_MAXIMUM}) AS term FROM ${TOKENS} AS token) AS tokens
            WHERE term ~ '${MARK}'
          ) AS conditions
        );
      END $$
    `);
  }
}
