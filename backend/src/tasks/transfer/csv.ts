import { itemsOfCommaList } from '../../platform/validation/comma-list';
import { TASK_TABLE, type TaskDto } from '../core/dto/task.dto';
import { distinctTags } from '../core/fold-tag';
import { TAGS_MAXIMUM } from '../core/task-limits';

export type CsvColumn = Exclude<keyof TaskDto, 'version'>;

/** The columns of a CSV file, in the order of the export: all response fields except the version. */
export const CSV_COLUMNS = Object.keys(TASK_TABLE)
  .filter((name) => name !== 'version')
  .flatMap((name) => (name === 'completedAt' ? ['completed', name] : [name])) as CsvColumn[];

/** Characters that spreadsheets drop or hide: white space, control and zero-width characters. */
const UNSEEN = String.raw`\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800`;

/** Characters that start a formula, and those that NFKC maps to them, as input methods and spreadsheets do. */
const SIGNS = String.raw`=\-+@\u207a-\u207c\u208a-\u208c\u2212\u2a75\u2a76\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20`;

/** The start of a formula, also as white space (OWASP, CSV injection), after any invisible characters. */
const FORMULA = `[${UNSEEN}']*[${SIGNS}\\t\\r\\n]`;
const STARTS_LIKE_FORMULA = new RegExp(`^${FORMULA}`, 'u');
const IS_NEUTRALISED = new RegExp(`^'${FORMULA}`, 'u');

/**
 * Escapes text so that no spreadsheet evaluates it (ASVS V1.2.10): prepends an apostrophe if it starts like a formula,
 * or like one already escaped, so that `restoreText` can reverse it.
 */
export function neutraliseFormula(text: string): string {
  return STARTS_LIKE_FORMULA.test(text) ? `'${text}` : text;
}

/** Reverses `neutraliseFormula`. */
export function restoreText(cell: string): string {
  return IS_NEUTRALISED.test(cell) ? cell.slice(1) : cell;
}

/** Joins tags with commas into one cell; commas and backslashes within a tag are escaped with a backslash. */
export function joinTags(tags: readonly string[]): string {
  return tags.map((tag) => tag.replace(/[\\,]/g, '\\$&')).join(',');
}

/**
 * Reverses `joinTags`; trims and deduplicates, keeping the first spelling. A cell can hold far more tags than a task
 * may have: reading stops after one too many.
 */
export function splitTags(cell: string): string[] {
  return [...distinctTags(itemsOfCommaList(cell).filter(Boolean)).take(TAGS_MAXIMUM + 1)];
}
