import type { CreateTaskRequest, Priority, Task, UpdateTaskRequest } from '../api/types';

/** A task as a form holds it: nothing is null, an empty text means none. */
export interface TaskFields {
  title: string;
  description: string;
  priority: Priority;
  dueDate: string;
  tags: readonly string[];
}

export type FieldName = keyof TaskFields;

const NAMES: readonly FieldName[] = ['title', 'description', 'priority', 'dueDate', 'tags'];

export function emptyFields(title = ''): TaskFields {
  return { title, description: '', priority: 'none', dueDate: '', tags: [] };
}

export function toFields({ title, description, priority, dueDate, tags }: Task): TaskFields {
  return { title, description: description ?? '', priority, dueDate: dueDate ?? '', tags };
}

export function toRequest({ title, description, priority, dueDate, tags }: TaskFields): CreateTaskRequest {
  return {
    title: title.trim(),
    description: description.trim() ? description : null,
    priority,
    dueDate: dueDate || null,
    tags: [...tags],
  };
}

/** The merge patch that leads from one to the other: what did not change is not in it. */
export function changesBetween(before: TaskFields, after: TaskFields): UpdateTaskRequest {
  const request = toRequest(after);
  return Object.fromEntries(changedNames(before, after).map((name) => [name, request[name]]));
}

export function changedNames(before: TaskFields, after: TaskFields): FieldName[] {
  const one = toRequest(before);
  const other = toRequest(after);
  return NAMES.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}

/** What both sides changed since `base`, and not to the same. */
export function conflictsBetween(base: TaskFields, mine: TaskFields, theirs: TaskFields): FieldName[] {
  const changedByThem = changedNames(base, theirs);
  const different = changedNames(mine, theirs);
  return changedNames(base, mine).filter((name) => changedByThem.includes(name) && different.includes(name));
}

/** Takes from `theirs` whatever is named, and everything that `mine` left alone. */
export function merge(
  base: TaskFields,
  mine: TaskFields,
  theirs: TaskFields,
  fromThem: readonly FieldName[] = [],
): TaskFields {
  const kept = changedNames(base, mine).filter((name) => !fromThem.includes(name));
  return { ...theirs, ...Object.fromEntries(kept.map((name) => [name, mine[name]])) };
}
