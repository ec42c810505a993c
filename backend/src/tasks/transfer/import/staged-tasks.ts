import { newId } from '../../../platform/crypto/new-id';
import { WRITTEN } from '../../core/written-columns';
import type { ImportedTaskDto } from './dto/imported-task.dto';
import type { TemporaryFile } from './temporary-files.service';

const ROWS_AT_A_TIME = 500;
/** In characters of JSON. Punctuation takes longest to index, and a statement must finish within 2.5 s. */
const BATCH_SIZE = 65_536;

/**
 * Validated tasks, staged in a file until the whole import is known to be valid: as batches, each being the JSON array
 * for one statement.
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

  /** Call it after adding the last task. */
  async flush(): Promise<void> {
    if (this.rows.length > 0) {
      const batch = Buffer.from(`[${this.rows.join(',')}]`);
      this.batches.push({ position: this.file.length, length: batch.length });
      await this.file.append(batch);
      this.rows = [];
      this.rowsSize = 0;
    }
  }

  /** The batches, in the order of the file. */
  async *read(): AsyncGenerator<string> {
    for (const { position, length } of this.batches) {
      const { buffer } = await this.file.handle.read(Buffer.alloc(length), 0, length, position);
      yield buffer.toString();
    }
  }
}

/**
 * A row of `INSERT_TASKS`. Lists show the newest first, so tasks without a creation time are each made a millisecond
 * older than the previous one. A task is completed if it says so, or has a completion time and does not deny it.
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
