export type ImportFormat = 'csv' | 'json' | 'todoist' | 'ticktick' | 'ics';

/** Number of characters in which the header row is searched for. */
export const BEGINNING = 4_096;

type FileKind = 'csv' | 'json' | 'ics';

const TYPES: Readonly<Record<string, FileKind>> = {
  'text/csv': 'csv',
  'application/json': 'json',
  'text/calendar': 'ics',
};

/** Columns that identify the CSV files of other programs. */
const TODOIST_COLUMNS = ['TYPE', 'CONTENT'];
const TICKTICK_COLUMNS = ['LIST NAME', 'TITLE', 'TASKID'];

/** The import format of a file; undefined if unknown. The file name takes precedence over its type. */
export function formatOf(
  { name, type }: Pick<File, 'name' | 'type'>,
  beginning: string,
): ImportFormat | undefined {
  const kind = (/\.(csv|json|ics)$/i.exec(name)?.[1]?.toLowerCase() as FileKind | undefined) ?? TYPES[type];
  return kind === 'csv' ? originOf(beginning) : kind;
}

export function mediaTypeOf(format: ImportFormat): string {
  return format === 'json' ? 'application/json' : format === 'ics' ? 'text/calendar' : 'text/csv';
}

/** TickTick writes lines of metadata before the header row. */
function originOf(beginning: string): 'csv' | 'todoist' | 'ticktick' {
  const rows = beginning.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const [header = []] = rows.map(columnsOf);
  if (TODOIST_COLUMNS.every((name) => header.includes(name))) {
    return 'todoist';
  }
  const isTickTick = rows.map(columnsOf).some((row) => TICKTICK_COLUMNS.every((name) => row.includes(name)));
  return isTickTick ? 'ticktick' : 'csv';
}

function columnsOf(row: string): string[] {
  return row.split(/[,;\t]/).map((name) => name.replaceAll('"', '').trim().toUpperCase());
}
