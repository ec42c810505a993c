import { toTaskDto } from '../../core/dto/task.dto';
import { FILE_FORMAT, FILE_VERSION } from '../task-file';
import type { ExportFormat } from './export-format';

/** One document (`TaskExport`), with one line per task. */
export const jsonFormat: ExportFormat = {
  type: 'application/json; charset=utf-8',
  head: `{"format":"${FILE_FORMAT}","version":${FILE_VERSION},"tasks":[\n`,
  write: (tasks, isFirst) =>
    (isFirst ? '' : ',\n') + tasks.map((task) => JSON.stringify(toTaskDto(task))).join(',\n'),
  tail: '\n]}\n',
};
