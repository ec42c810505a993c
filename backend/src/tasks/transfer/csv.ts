import { itemsOfCommaList } from '../../platform/validation/comma-list';
import { TASK_TABLE, type TaskDto } from '../core/dto/task.dto';
import { distinctTags } from '../core/fold-tag';
import { TAGS_MAXIMUM } from '../core/task-limits';

export type CsvColumn = Exclude<keyof TaskDto, 'version'>;

/** The columns of a CSV file, in the order of the export: all that an answer has, but not the version. */
export const CSV_COLUMNS = Object.keys(TASK_TABLE)
  .filter((name) => name !== 'version')
  .flatMap((name) => (name === 'completedAt' ? ['completed', name] : [name])) as CsvColumn[];

/** What a spreadsheet drops or does not show: white space, control characters, and signs without width. */
const UNSEEN = String.raw`\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800`;

/** What a formula begins with, and all that becomes it by NFKC, as input methods and spreadsheets convert it. */
const SIGNS = String.raw`=\-+@\u207a-\u207c\u208a-\u208c\u2212\u2a75\u2a76\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20`;

/** A formula, or the white space that some take for its beginning (OWASP, CSV injection), behind whatever is not seen. */
const FORMULA = `[${UNSEEN}']*[${SIGNS}\\t\\r\\n]`;
const STARTS_LIKE_FORMULA = new RegExp(`^${FORMULA}`, 'u');
const IS_NEUTRALISED = new RegExp(`^'${FORMULA}`, 'u');

/**
 * The text as a cell that no spreadsheet calculates (ASVS V1.2.10): with an apostrophe before it, where it starts like
 * a formula or like one that has its apostrophe already, so that `restoreText` finds the text again.
 */
export function neutraliseFormula(text: string): string {
  return STARTS_LIKE_FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `neutraliseFormula` was given. */
export function restoreText(cell: string): string {
  return IS_NEUTRALISED.test(cell) ? cell.slice(1) : cell;
}

/** Tags in one cell, between commas; a comma or backslash within a tag has a backslash before it. */
export function joinTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replace(/[\\,]/g, '\\$&')).join(',');
}

/**
 * The tags that `joinTags` was given, trimmed and once each, as the first is spelled. A cell can hold many more than a
 * task may have: one that is too many is the last one that is read.
 */
export function splitTags(cell: string): string[] {
  return [...distinctTags(itemsOfCommaList(cell).filter(Boolean)).take(TAGS_MAXIMUM + 1)];
}
