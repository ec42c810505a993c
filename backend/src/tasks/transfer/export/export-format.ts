import type { TaskRow } from '../../core/dto/task.dto';
import { csvFormat } from './csv-format';
import { icalendarFormat } from './icalendar-format';
import { jsonFormat } from './json-format';

/** How tasks become a file, piece by piece. */
export interface ExportFormat {
  readonly type: string;
  /** What the file begins with. */
  readonly head: string;
  readonly write: (tasks: readonly TaskRow[], isFirst: boolean) => string;
  /** What the file ends with; a file without it was cut off. */
  readonly tail: string;
}

export const EXPORT_FORMATS = ['csv', 'json', 'ics'] as const;
export type ExportFormatName = (typeof EXPORT_FORMATS)[number];

export const FORMAT_OF: Readonly<Record<ExportFormatName, ExportFormat>> = {
  csv: csvFormat,
  json: jsonFormat,
  ics: icalendarFormat,
};
