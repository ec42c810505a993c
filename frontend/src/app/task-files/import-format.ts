export type ImportFormat = 'csv' | 'json' | 'todoist';

/** Characters of a file in which the names of its columns are found. */
export const BEGINNING = 4_096;

const TYPES: Readonly<Record<string, 'csv' | 'json'>> = { 'text/csv': 'csv', 'application/json': 'json' };
const TODOIST_COLUMNS = ['TYPE', 'CONTENT'];

/** What the server reads a file as; undefined when it is neither CSV nor JSON. Its name says more than its type. */
export function formatOf(
  { name, type }: Pick<File, 'name' | 'type'>,
  beginning: string,
): ImportFormat | undefined {
  const format = /\.(csv|json)$/i.exec(name)?.[1]?.toLowerCase() ?? TYPES[type];
  return format === 'csv' && isFromTodoist(beginning) ? 'todoist' : (format as ImportFormat | undefined);
}

export function mediaTypeOf(format: ImportFormat): string {
  return format === 'json' ? 'application/json' : 'text/csv';
}

function isFromTodoist(beginning: string): boolean {
  const [header = ''] = beginning.replace(/^\uFEFF/, '').split(/[\r\n]/, 1);
  const columns = header.split(/[,;\t]/).map((name) => name.replaceAll('"', '').trim().toUpperCase());
  return TODOIST_COLUMNS.every((name) => columns.includes(name));
}
