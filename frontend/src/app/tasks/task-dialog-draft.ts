import type { Task } from '../api/types';
import type { TaskFields } from './task-fields';

/** The input of the task dialog, and the task as it was when editing began. */
export interface TaskDialogDraft {
  readonly task?: Task;
  readonly fields: TaskFields;
  /** Id of a task deleted during editing: saving creates a new one, kept apart from other new tasks. */
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
