/** Lengths in code points, as PostgreSQL's `char_length` and JSON Schema count them. */
export const TITLE_MAXIMUM = 200;
export const DESCRIPTION_MAXIMUM = 10_000;
export const TAGS_MAXIMUM = 20;
export const TAG_MAXIMUM = 40;
/** Maximum number of distinct tags listed for a person. */
export const LISTED_TAGS_MAXIMUM = 1_000;

export const PAGE_SIZE_MAXIMUM = 200;
export const PAGE_SIZE_DEFAULT = 50;

export const SEARCH_WORDS_MAXIMUM = 20;
