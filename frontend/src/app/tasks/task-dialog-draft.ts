import type { Task } from '../api/types';
import type { TaskFields } from './task-fields';

/** What was typed into the task dialog, and the task it was typed for, as it was then. */
export interface TaskDialogDraft {
  readonly task?: Task;
  readonly fields: TaskFields;
}

const PREFIX = 'task:';

export function draftName(taskId = 'new'): string {
  return PREFIX + taskId;
}

export function isDraftName(name: string): boolean {
  return name.startsWith(PREFIX);
}
