/** Of a file, in bytes: 32 MiB. */
export const FILE_MAXIMUM = 33_554_432;
/** Of the tasks of a file, done or not; of the rows of a CSV file. */
export const ROWS_MAXIMUM = 50_000;
/** How many wrong fields are listed. */
export const ERRORS_LISTED = 100;
/** How many are counted: a file that has more is not read to its end, for which others would have to wait. */
export const ERRORS_COUNTED = 10_000;
/** How many tasks a dry run shows. */
export const PREVIEW_SIZE = 5;
/** Bytes of a file that are parsed at a time: they can be thousands of rows, or of names and values. */
export const CHUNK_SIZE = 8_192;
