import type { TaskRow } from '../../core/dto/task.dto';

/** How tasks are written to a file, chunk by chunk. */
export interface ExportFormat {
  readonly type: string;
  /** The start of the file. */
  readonly head: string;
  readonly write: (tasks: readonly TaskRow[], isFirst: boolean) => string;
  /** The end of the file; if it is missing, the file was truncated. */
  readonly tail: string;
}
