/** The columns of a CSV file, in the order of the export. */
export const CSV_COLUMNS = [
  'id',
  'title',
  'description',
  'completed',
  'completedAt',
  'priority',
  'dueDate',
  'tags',
  'createdAt',
  'updatedAt',
] as const;

export type CsvColumn = (typeof CSV_COLUMNS)[number];
