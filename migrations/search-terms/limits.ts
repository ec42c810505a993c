/** Title, tags and description with what is between them, in characters: compatibility forms can be longer when folded. */
export const CONTENT_MAXIMUM = 11_022;
/** Of a letter with its accents, in characters. Only compatibility forms have more. */
export const DECOMPOSED_MAXIMUM = 4;
/** Of combining characters in a row: Unicode's Stream-Safe Text Format has no more, either. */
export const RUN_MAXIMUM = 30;
/** Of a word, in characters: a lexeme has 2,046 bytes at most. */
export const WORD_MAXIMUM = 400;
/** How many words of a search count: each has its price. The longest are the rarest. */
export const WORDS_MAXIMUM = 20;
/** Of a term with marks, in characters, and how many of them a task has: the index stays in proportion to the text. */
export const MARKED_MAXIMUM = 32;
export const MARKED_TERMS_MAXIMUM = 1_000;
/** Characters from which a search looks inside words, that are indexed of an inside, and of a word that has one. */
export const INSIDE_MINIMUM = 3;
export const INSIDE_MAXIMUM = 16;
export const INSIDE_WORD_MAXIMUM = 64;
/** How many places inside words a task has, and how many at numbers, title and tags first; later ones are not found. */
export const INSIDES_MAXIMUM = 1_000;
/** Characters of a part of text without spaces; a longer one is looked for by parts that overlap by half. */
export const PART_MAXIMUM = 6;
export const PART_STEP = 3;
export const PART_WORD_MAXIMUM = 96;
/** Long text is taken apart by so many characters: PostgreSQL counts characters from the beginning of a text. */
export const PIECE = 64;

/** What no folded text has: it tells insides of words from words, and the term of a task with too many terms with marks. */
export const INSIDE = 'I';
export const MORE = 'M';
