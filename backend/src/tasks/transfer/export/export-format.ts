import type { TaskRow } from '../../core/dto/task.dto';

/** How tasks become a file, piece by piece. */
export interface ExportFormat {
  readonly type: string;
  /** What the file begins with. */
  readonly head: string;
  readonly write: (tasks: readonly TaskRow[], isFirst: boolean) => string;
  /** What the file ends with; a file without it was cut off. */
  readonly tail: string;
}
