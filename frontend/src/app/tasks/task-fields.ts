import type { CreateTaskRequest, Task, UpdateTaskRequest } from '../api/types';

/** How a field stands in a form, where nothing is null and an empty text means none. */
interface FormOf<Value, Sent> {
  readonly empty: Value;
  readonly read: (task: Task) => Value;
  readonly write: (value: Value) => Sent;
}

/** One definition for one field; what is not said otherwise is sent as it is. */
function field<Value, Sent = Value>(
  empty: Value,
  read: (task: Task) => Value,
  write: (value: Value) => Sent = (value) => value as unknown as Sent,
): FormOf<Value, Sent> {
  return { empty, read, write };
}

const FIELDS = {
  title: field(
    '',
    ({ title }) => title,
    (title) => title.trim(),
  ),
  description: field(
    '',
    ({ description }) => description ?? '',
    (text) => (text.trim() ? text : null),
  ),
  priority: field<Task['priority']>('none', ({ priority }) => priority),
  dueDate: field(
    '',
    ({ dueDate }) => dueDate ?? '',
    (date) => date || null,
  ),
  tags: field<readonly string[], string[]>(
    [],
    ({ tags }) => tags,
    (tags) => [...tags],
  ),
} satisfies {
  [Name in keyof Omit<CreateTaskRequest, 'completed'>]-?: {
    write: (value: never) => CreateTaskRequest[Name];
  };
};

export type FieldName = keyof typeof FIELDS;

/** A task as a form holds it. */
export type TaskFields = { [Name in FieldName]: (typeof FIELDS)[Name]['empty'] };

/** A task as it is sent: every field of the form. */
type TaskRequest = { [Name in FieldName]: ReturnType<(typeof FIELDS)[Name]['write']> };

const NAMES = Object.keys(FIELDS) as FieldName[];

export function emptyFields(title = ''): TaskFields {
  return { ...mapFields((name) => FIELDS[name].empty), title };
}

export function toFields(task: Task): TaskFields {
  return mapFields((name) => FIELDS[name].read(task));
}

export function toRequest(fields: TaskFields): TaskRequest {
  return mapFields((name) => FIELDS[name].write(fields[name] as never));
}

function mapFields<Result>(valueOf: (name: FieldName) => unknown): Result {
  return Object.fromEntries(NAMES.map((name) => [name, valueOf(name)])) as Result;
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
