import { ALIKE, DROPPED, LIGATURES, PLAIN, SEPARATORS } from './characters';
import { COMBINING } from './combining-characters';
import { CONTENT_MAXIMUM, DECOMPOSED_MAXIMUM, RUN_MAXIMUM } from './limits';

const literal = (text: string): string => `E'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
const alike = (text: string): string => {
  const from = ALIKE.map(([, others]) => others).join('');
  const to = ALIKE.map(([one, others]) => one.repeat(others.length)).join('');
  return `translate(${text}, ${literal(from)}, ${literal(to)})`;
};

/**
 * The one normalisation of what is searched and what is looked for. Plain text, which most is, takes the short way.
 * ´ goes first: it decomposes into a space and an accent.
 * @param bounded makes of an expression the one that is normalised.
 */
const foldWith = (bounded: (text: string) => string): string => `
  IF content ~ '${PLAIN}' THEN
    folded := translate(lower(content COLLATE "C"), ${literal('\t\n\v\f\r')}, '     ');
  ELSE
    folded := left(normalize(${bounded(`translate(content, '´', '''')`)}, NFKD), ${CONTENT_MAXIMUM * DECOMPOSED_MAXIMUM});
    folded := lower(folded COLLATE "und-x-icu");
    folded := ${alike(`regexp_replace(folded, '${DROPPED}', '', 'g')`)};
    folded := normalize(${bounded(LIGATURES.reduce((text, [one, two]) => `replace(${text}, '${one}', '${two}')`, 'folded'))}, NFC);
  END IF;
  folded := left(folded, ${CONTENT_MAXIMUM});`;

/** Takes time that grows with the square of the longest run of combining characters. */
export const FOLD = foldWith((text) => text);

/** The same for text of any language: no letter has so many combining characters that any are cut off. */
export const BOUNDED_FOLD = foldWith(
  (text) => String.raw`regexp_replace(${text}, '([${COMBINING}]{${RUN_MAXIMUM}})[${COMBINING}]+', '\1', 'g')`,
);

/** 48 random bits of the owner's id. Who shares them by chance is told apart by the id, which every search compares too. */
export const SCOPE = `encode(decode(right(owner_id::text, 12), 'hex'), 'base64')`;
export const TOKENS = `regexp_split_to_table(folded, ' +')`;
export const WORDS = `ARRAY(SELECT word FROM regexp_split_to_table(folded, '${SEPARATORS}') AS word WHERE word <> '')`;
