import { TAGS_MAXIMUM } from '../tasks/task-limits';

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

/**
 * The tags that `joinTags` was given, trimmed and once each. A cell can hold many more than a task may have: one that
 * is too many is the last one that is read.
 */
export function splitTags(cell: string): string[] {
  const tags = new Set<string>();
  for (const [escaped] of cell.matchAll(/(?:\\[^]?|[^\\,])+/g)) {
    tags.add(escaped.replace(/\\([\\,])/g, '$1').trim());
    tags.delete('');
    if (tags.size > TAGS_MAXIMUM) {
      break;
    }
  }
  return [...tags];
}
