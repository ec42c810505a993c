import { texts } from '../texts/texts';
import type { ImportFormat } from './import-format';

const { rowColumn, taskColumn, lineColumn } = texts.accountPages.data;
const COLUMNS: Partial<Record<ImportFormat, string>> = { json: taskColumn, ics: lineColumn };

/** What the places are called that the server names in a file. */
export const placeColumnOf = (format: ImportFormat): string => COLUMNS[format] ?? rowColumn;
