import type { Task } from '../api/types';
import type { TaskFields } from './task-fields';

/** What was typed into the task dialog, and the task it was typed for, as it was then. */
export interface TaskDialogDraft {
  readonly task?: Task;
  readonly fields: TaskFields;
  /** What was deleted while somebody edited it. A new task takes its place, apart from the other new one. */
  readonly goneId?: string;
}

const PREFIX = 'task:';

export function draftName(taskId = 'new'): string {
  return PREFIX + taskId;
}

export function draftNameOf({ task, goneId }: Omit<TaskDialogDraft, 'fields'>): string {
  return draftName(task?.id ?? goneId);
}

export function isDraftName(name: string): boolean {
  return name.startsWith(PREFIX);
}
