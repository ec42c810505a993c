import { type FieldError, Problem } from '../../../platform/errors/problem';
import { validationPipe } from '../../../platform/validation/validation.pipe';
import { ImportedTaskDto } from './dto/imported-task.dto';
import type { FileTask } from './file-task';
import { ERRORS_COUNTED, ERRORS_LISTED } from './import-limits';
import type { TimeSlice } from '../../../platform/http/time-slice';

const pipe = validationPipe();

/**
 * Validates each task of a file by the rules of a create request and passes it on; reports all errors at the end.
 * @param slice the time of the import, the reading of its file included.
 * @throws Problem VALIDATION_FAILED with the first errors and their total number
 */
export async function* checkTasks(
  tasks: AsyncIterable<FileTask>,
  slice: TimeSlice,
): AsyncGenerator<ImportedTaskDto> {
  const errors: FieldError[] = [];
  let errorCount = 0;
  for await (const task of tasks) {
    const result = await check(task);
    if (Array.isArray(result)) {
      errorCount += result.length;
      errors.push(...result.slice(0, ERRORS_LISTED - errors.length));
    } else if (errorCount === 0) {
      yield result;
    }
    if (errorCount >= ERRORS_COUNTED) {
      break;
    }
    if (slice.isOver) {
      await slice.renew();
    }
  }
  if (errorCount > 0) {
    throw new Problem('VALIDATION_FAILED', { members: { errors, errorCount } });
  }
}

async function check(task: FileTask): Promise<ImportedTaskDto | FieldError[]> {
  const { pointer } = task;
  if ('fault' in task) {
    return [{ pointer, code: 'INVALID', message: task.fault }];
  }
  if (typeof task.value !== 'object' || task.value === null || Array.isArray(task.value)) {
    return [{ pointer, code: 'INVALID', message: 'This task must be an object.' }];
  }
  try {
    return (await pipe.transform(task.value, { type: 'body', metatype: ImportedTaskDto })) as ImportedTaskDto;
  } catch (error) {
    return errorsOf(error).map((field) => ({ ...field, pointer: pointer + field.pointer }));
  }
}

function errorsOf(error: unknown): FieldError[] {
  if (error instanceof Problem && error.code === 'VALIDATION_FAILED') {
    return error.members.errors as FieldError[];
  }
  throw error;
}
