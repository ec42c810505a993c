export type ImportFormat = 'csv' | 'json' | 'todoist' | 'ticktick' | 'ics';

/** Characters of a file in which the names of its columns are found. */
export const BEGINNING = 4_096;

type FileKind = 'csv' | 'json' | 'ics';

const TYPES: Readonly<Record<string, FileKind>> = {
  'text/csv': 'csv',
  'application/json': 'json',
  'text/calendar': 'ics',
};

/** The columns by which the CSV files of other programs are known. */
const TODOIST_COLUMNS = ['TYPE', 'CONTENT'];
const TICKTICK_COLUMNS = ['LIST NAME', 'TITLE', 'TASKID'];

/** What the server reads a file as; undefined when it is of no kind that it knows. Its name says more than its type. */
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

/** TickTick writes some lines about the file before the names of its columns. */
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
