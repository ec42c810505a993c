import type { FileHandle } from 'node:fs/promises';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../../platform/errors/problem';
import { plainMediaTypeOf } from '../../../platform/http/body-parsing';
import type { TimeSlice } from '../../../platform/http/time-slice';
import type { Report } from './adaptation';
import { readCalendarTasks } from './calendar-tasks';
import { readCsvTasks } from './csv-tasks';
import type { FileTask } from './file-task';
import { readJsonDocument } from './json-document';
import { readTickTickTasks } from './ticktick-tasks';
import { readTodoistTasks } from './todoist-tasks';

export const IMPORT_FORMATS = ['csv', 'json', 'todoist', 'ticktick', 'ics'] as const;
export type ImportFormatName = (typeof IMPORT_FORMATS)[number];

interface ImportFormat {
  readonly type: string;
  /** @param slice the time of the import, which ends at its signal. */
  readonly read: (file: FileHandle, report: Report, slice: TimeSlice) => AsyncGenerator<FileTask>;
}

export const FORMAT_OF: Readonly<Record<ImportFormatName, ImportFormat>> = {
  csv: { type: 'text/csv', read: readCsvTasks },
  json: { type: 'application/json', read: readJsonDocument },
  todoist: { type: 'text/csv', read: readTodoistTasks },
  ticktick: { type: 'text/csv', read: readTickTickTasks },
  ics: { type: 'text/calendar', read: readCalendarTasks },
};

/**
 * The format of a body: the one asked for, or else the first of its content type; undefined without a type, which
 * only an empty body can do without.
 * @throws Problem UNSUPPORTED_MEDIA_TYPE
 */
export function formatOf(
  request: FastifyRequest,
  asked: ImportFormatName | undefined,
): ImportFormatName | undefined {
  if (request.headers['content-type'] === undefined) {
    return undefined;
  }
  const type = plainMediaTypeOf(request);
  const format = IMPORT_FORMATS.find((name) => FORMAT_OF[name].type === type && (asked ?? name) === name);
  if (!format) {
    throw new Problem('UNSUPPORTED_MEDIA_TYPE');
  }
  return format;
}
