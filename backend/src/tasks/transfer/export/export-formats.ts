import { csvFormat } from './csv-format';
import type { ExportFormat } from './export-format';
import { icalendarFormat } from './icalendar-format';
import { jsonFormat } from './json-format';

export const EXPORT_FORMATS = ['csv', 'json', 'ics'] as const;
export type ExportFormatName = (typeof EXPORT_FORMATS)[number];

export const FORMAT_OF: Readonly<Record<ExportFormatName, ExportFormat>> = {
  csv: csvFormat,
  json: jsonFormat,
  ics: icalendarFormat,
};
