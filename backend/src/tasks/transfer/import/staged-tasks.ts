import { newId } from '../../../platform/crypto/new-id';
import { WRITTEN } from '../../core/written-columns';
import type { ImportedTaskDto } from './dto/imported-task.dto';
import type { TemporaryFile } from './temporary-files.service';

const ROWS_AT_A_TIME = 500;
/** In characters of JSON. Text that is all punctuation takes the index longest, and a statement has 2.5 s. */
const BATCH_SIZE = 65_536;

/**
 * Tasks that are ready to be inserted, kept in a file until all of them are known to be right: batches, each the JSON
 * array that one statement takes.
 */
export class StagedTasks {
  count = 0;
  open = 0;
  private readonly batches: { readonly position: number; readonly length: number }[] = [];
  private rows: string[] = [];
  private rowsSize = 0;

  constructor(private readonly file: TemporaryFile) {}

  async add(task: ImportedTaskDto): Promise<void> {
    const row = toRow(task, this.count);
    const json = JSON.stringify(row);
    this.count += 1;
    this.open += row.completed ? 0 : 1;
    this.rows.push(json);
    this.rowsSize += json.length;
    if (this.rows.length === ROWS_AT_A_TIME || this.rowsSize > BATCH_SIZE) {
      await this.flush();
    }
  }

  /** Call it after the last task. */
  async flush(): Promise<void> {
    if (this.rows.length > 0) {
      const batch = Buffer.from(`[${this.rows.join(',')}]`);
      this.batches.push({ position: this.file.length, length: batch.length });
      await this.file.append(batch);
      this.rows = [];
      this.rowsSize = 0;
    }
  }

  /** One batch after the other, in the order of the file. */
  async *read(): AsyncGenerator<string> {
    for (const { position, length } of this.batches) {
      const { buffer } = await this.file.handle.read(Buffer.alloc(length), 0, length, position);
      yield buffer.toString();
    }
  }
}

/**
 * A row of `INSERT_TASKS`. The newest is shown first: of tasks that do not say when they were made, each is older than
 * the one before it in the file, by a millisecond. A task is done when it says so, or says when and does not say otherwise.
 */
function toRow(task: ImportedTaskDto, index: number): Record<string, unknown> & { completed: boolean } {
  const { completedAt = null, createdAt = null, completed = completedAt !== null } = task;
  const written = WRITTEN.map(([name, { column, initial }]) => [column, task[name] ?? initial] as const);
  return {
    id: newId(),
    completed,
    completed_at: completedAt,
    created_at: createdAt,
    age: index,
    ...Object.fromEntries(written),
  };
}
