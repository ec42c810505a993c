import { DENSE, MARK, MARKS } from './characters';
import { FOLD, SCOPE, TOKENS, WORDS } from './folded-text';
import {
  INSIDE,
  INSIDE_MAXIMUM,
  INSIDE_MINIMUM,
  MARKED_MAXIMUM,
  MORE,
  PART_MAXIMUM,
  PART_STEP,
  PART_WORD_MAXIMUM,
  WORDS_MAXIMUM,
  WORD_MAXIMUM,
} from './limits';

/** A term behind its scope, as text search takes it. */
const quoted = (term: string): string =>
  String.raw`'''' || regexp_replace(scope || ${term}, '([\\''])', '\\\1', 'g') || ''':*'`;
const inside = (word: string): string =>
  `concat_ws(' & ', ${quoted(`'${INSIDE}' || left(${word}, ${INSIDE_MAXIMUM})`)}, CASE
     WHEN char_length(${word}) > ${INSIDE_MAXIMUM} THEN ${quoted(`'${INSIDE}' || right(${word}, ${INSIDE_MAXIMUM})`)}
   END)`;

/** All words, and all that has marks, must be in a task. */
export const createQuery = (fold: string): string => `
  CREATE OR REPLACE FUNCTION task_search_query(owner_id uuid, content text) RETURNS tsquery
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
  DECLARE
    scope constant text := ${SCOPE};
    folded text;
  BEGIN
    ${fold}
    RETURN (
      SELECT string_agg(condition, ' & ')::tsquery
      FROM (
        (SELECT CASE
           WHEN word ~ '${DENSE}' THEN (
             SELECT string_agg(DISTINCT ${quoted(`substr(word, least(n, greatest(char_length(word) - ${PART_MAXIMUM - 1}, 1)), ${PART_MAXIMUM})`)}, ' & ')
             FROM generate_series(1, least(char_length(word), ${PART_WORD_MAXIMUM}), ${PART_STEP}) AS n
           )
           WHEN char_length(word) < ${INSIDE_MINIMUM} THEN ${quoted('word')}
           ELSE '(' || ${quoted(`left(word, ${WORD_MAXIMUM})`)} || ' | ' || ${inside('word')} || ')'
         END AS condition
         FROM (SELECT DISTINCT word FROM unnest(${WORDS}) AS word) AS words ORDER BY char_length(word) DESC LIMIT ${WORDS_MAXIMUM})
        UNION ALL
        SELECT '(' || concat_ws(' | ', ${quoted('token')}, ${quoted(`'${MORE}'`)}, CASE
          WHEN first ~ '${DENSE}' THEN ${quoted('rest')}
          WHEN char_length(first) >= ${INSIDE_MINIMUM} THEN ${inside('first')} || ' & ' || ${quoted('rest')}
        END) || ')'
        FROM (SELECT DISTINCT left(token, ${MARKED_MAXIMUM}) AS token FROM ${TOKENS} AS token) AS tokens
        CROSS JOIN LATERAL substring(token FROM '^[^${MARKS}]+') AS first
        CROSS JOIN LATERAL substring(token FROM '${MARK}.*') AS rest
        WHERE token ~ '${MARK}'
      ) AS conditions
    );
  END $$`;

export const CREATE_QUERY = createQuery(FOLD);
