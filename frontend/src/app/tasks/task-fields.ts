import type { CreateTaskRequest, Task, UpdateTaskRequest } from '../api/types';

/** Form representation of a field: never null, an empty text means none. */
interface FormOf<Value, Sent> {
  readonly empty: Value;
  readonly read: (task: Task) => Value;
  readonly write: (value: Value) => Sent;
}

/** Defines a field; by default the form value is sent unchanged. */
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

/** The form values of a task. */
export type TaskFields = { [Name in FieldName]: (typeof FIELDS)[Name]['empty'] };

/** The request with every field of the form. */
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

/** The merge patch from `before` to `after`, with changed fields only. */
export function changesBetween(before: TaskFields, after: TaskFields): UpdateTaskRequest {
  const request = toRequest(after);
  return Object.fromEntries(changedNames(before, after).map((name) => [name, request[name]]));
}

export function changedNames(before: TaskFields, after: TaskFields): FieldName[] {
  const one = toRequest(before);
  const other = toRequest(after);
  return NAMES.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}

/** Fields that both sides changed since `base`, to different values. */
export function conflictsBetween(base: TaskFields, mine: TaskFields, theirs: TaskFields): FieldName[] {
  const changedByThem = changedNames(base, theirs);
  const different = changedNames(mine, theirs);
  return changedNames(base, mine).filter((name) => changedByThem.includes(name) && different.includes(name));
}

/** Takes the given fields, and all that `mine` did not change, from `theirs`. */
export function merge(
  base: TaskFields,
  mine: TaskFields,
  theirs: TaskFields,
  fromThem: readonly FieldName[] = [],
): TaskFields {
  const kept = changedNames(base, mine).filter((name) => !fromThem.includes(name));
  return { ...theirs, ...Object.fromEntries(kept.map((name) => [name, mine[name]])) };
}
