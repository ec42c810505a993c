/** Maximum file size in bytes: 32 MiB. */
export const FILE_MAXIMUM = 33_554_432;
/** Maximum tasks per file, completed or not, and maximum rows of a CSV file. */
export const ROWS_MAXIMUM = 50_000;
/** Maximum lines of a calendar, folded ones included: more than our export of as many tasks with all their tags. */
export const LINES_MAXIMUM = 2_000_000;
/** Maximum number of validation errors listed. */
export const ERRORS_LISTED = 100;
/** Reading stops after this many errors, since others are waiting for their turn. */
export const ERRORS_COUNTED = 10_000;
/** Number of tasks that a dry run shows. */
export const PREVIEW_SIZE = 5;
/** Bytes parsed at a time: they can hold thousands of rows, or of names and values. */
export const CHUNK_SIZE = 8_192;
