import { BEGINNING, DENSE, MARK, MARKS, NUMBER } from './characters';
import { FOLD, SCOPE, TOKENS, WORDS } from './folded-text';
import {
  CONTENT_MAXIMUM,
  INSIDE,
  INSIDES_MAXIMUM,
  INSIDE_MAXIMUM,
  INSIDE_MINIMUM,
  INSIDE_WORD_MAXIMUM,
  MARKED_MAXIMUM,
  MARKED_TERMS_MAXIMUM,
  MORE,
  PART_MAXIMUM,
  PIECE,
  WORD_MAXIMUM,
} from './limits';

export const createTerms = (fold: string): string => `
  CREATE OR REPLACE FUNCTION task_search_terms(owner_id uuid, title text, description text, tags text[])
  RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10000 SET plan_cache_mode = force_generic_plan AS $$
  DECLARE
    content constant text := title || ' ' || array_to_string(tags, ' ') || ' ' || coalesce(description, '');
    scope constant text := ${SCOPE};
    folded text;
    words text[];
    runs text[];
    marked text[];
    terms text[];
  BEGIN
    ${fold}
    words := ${WORDS};
    runs := words;
    IF folded ~ '${DENSE}' THEN
      runs := ARRAY(
        SELECT run FROM unnest(words) AS word, regexp_split_to_table(word, '${DENSE}+') AS run WHERE run <> ''
      );
      terms := ARRAY(
        SELECT scope || substr(piece, n, ${PART_MAXIMUM})
        FROM unnest(words) AS word
        CROSS JOIN LATERAL generate_series(0, char_length(word) - 1, ${PIECE}) AS place
        CROSS JOIN LATERAL substr(word, place + 1, ${PIECE + PART_MAXIMUM - 1}) AS piece
        CROSS JOIN LATERAL generate_series(1, least(${PIECE}, char_length(word) - place)) AS n
        WHERE word ~ '${DENSE}'
        LIMIT ${CONTENT_MAXIMUM}
      );
    END IF;
    terms := terms || ARRAY(
      SELECT scope || left(run, ${WORD_MAXIMUM}) FROM unnest(runs) AS run
      UNION ALL (
        SELECT scope || '${INSIDE}' || substr(run, n, ${INSIDE_MAXIMUM}) FROM unnest(runs) AS run
        CROSS JOIN LATERAL generate_series(2, least(char_length(run), ${INSIDE_WORD_MAXIMUM}) - ${INSIDE_MINIMUM - 1}) AS n
        LIMIT ${INSIDES_MAXIMUM}
      )
    );
    IF folded ~ '[0-9][^0-9 ${MARKS}]|[^0-9 ${MARKS}][0-9]' THEN
      terms := terms || ARRAY(
        SELECT scope || left(array_to_string(parts[n : n + ${INSIDE_MAXIMUM - 1}], ''), ${INSIDE_MAXIMUM})
        FROM unnest(runs) AS run
        CROSS JOIN LATERAL regexp_split_to_array(left(run, ${INSIDE_WORD_MAXIMUM}), '${NUMBER}') AS parts
        CROSS JOIN LATERAL generate_series(2, cardinality(parts)) AS n
        WHERE run ~ '[0-9]'
        LIMIT ${INSIDES_MAXIMUM}
      );
    END IF;
    IF folded ~ '${MARK}' THEN
      marked := ARRAY(
        SELECT scope || left(array_to_string(parts[n : n + ${MARKED_MAXIMUM - 1}], ''), ${MARKED_MAXIMUM})
        FROM ${TOKENS} AS token
        CROSS JOIN LATERAL regexp_split_to_array(token, '${BEGINNING}') AS parts
        CROSS JOIN LATERAL generate_subscripts(parts, 1) AS n
        WHERE token ~ '${MARK}'
        LIMIT ${MARKED_TERMS_MAXIMUM + 1}
      );
      terms := terms || marked;
      IF cardinality(marked) > ${MARKED_TERMS_MAXIMUM} THEN
        terms := terms || (scope || '${MORE}');
      END IF;
    END IF;
    RETURN array_to_tsvector(terms);
  END $$`;

export const CREATE_TERMS = createTerms(FOLD);
