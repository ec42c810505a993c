import { completion, type TaskChange, toTaskChange } from '../core/change-tasks.query';
import type { BulkTasksDto } from './dto/bulk-tasks.dto';

/** What a bulk action writes, and whether it applies to tasks in the trash or to the others. */
export interface BulkChange {
  readonly change: TaskChange;
  readonly inTrash?: boolean;
  /** Whether the change can open tasks that were not open before. */
  readonly canOpen?: boolean;
}

/** The same changes as the single-task routes. */
export function toBulkChange({ action, changes = {} }: BulkTasksDto): BulkChange {
  switch (action) {
    case 'complete':
      return { change: completion(true) };
    case 'reopen':
      return { change: completion(false), canOpen: true };
    case 'delete':
      return { change: { deletedAt: () => 'now()' } };
    case 'restore':
      return { change: { deletedAt: null }, inTrash: true, canOpen: true };
    case 'update':
      return { change: toTaskChange(changes), canOpen: changes.completed === false };
  }
}
