import type { FileHandle } from 'node:fs/promises';
import type { TimeSlice } from '../../../platform/http/time-slice';
import { validationPipe } from '../../../platform/validation/validation.pipe';
import type { Report } from './adaptation';
import { TaskImportDto } from './dto/task-import.dto';
import { type FileTask, unreadable } from './file-task';
import { readJsonTasks } from './json-tasks';

const pipe = validationPipe();

/**
 * The tasks of a JSON file, which must also declare its format.
 * @throws Problem VALIDATION_FAILED when it declares another one
 */
export async function* readJsonDocument(
  file: FileHandle,
  _report: Report,
  slice: TimeSlice,
): AsyncGenerator<FileTask> {
  const { size } = await file.stat();
  const document = size === 0 ? {} : yield* readJsonTasks(file, slice);
  if (typeof document !== 'object' || document === null) {
    throw unreadable('The body must be a JSON object.');
  }
  await pipe.transform(document, { type: 'body', metatype: TaskImportDto });
}
