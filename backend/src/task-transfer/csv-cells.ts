/** What a spreadsheet takes for a formula, or for the white space before one (OWASP, CSV injection), full-width forms too. */
const FORMULA = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const NEUTRALISED = /^'+[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;

/**
 * The text as a cell that no spreadsheet calculates (ASVS V1.2.10): with an apostrophe before it, where it starts like
 * a formula or like one that has its apostrophe already, so that `restoreText` finds the text again.
 */
export function neutraliseFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `neutraliseFormula` was given. */
export function restoreText(cell: string): string {
  return NEUTRALISED.test(cell) ? cell.slice(1) : cell;
}

/** Tags in one cell, between commas; a comma or backslash within a tag has a backslash before it. */
export function joinTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replace(/[\\,]/g, '\\$&')).join(',');
}

/** The tags that `joinTags` was given; white space at their ends stays, for validation trims each tag. */
export function splitTags(cell: string): string[] {
  const escaped = cell.match(/(?:\\[^]?|[^\\,])+/g) ?? [];
  return escaped.map((tag) => tag.replace(/\\([\\,])/g, '$1')).filter((tag) => tag.trim() !== '');
}
