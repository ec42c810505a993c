import { completion, type TaskChange, toTaskChange } from '../core/change-tasks.query';
import type { BulkTasksDto } from './dto/bulk-tasks.dto';

/** What a bulk action writes, and to which tasks: those in the trash or those that are not. */
export interface BulkChange {
  readonly change: TaskChange;
  readonly inTrash?: boolean;
  /** Whether tasks can be open afterwards that were not before. */
  readonly canOpen?: boolean;
}

/** The same that the routes of one task write. */
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
