import type { TaskFieldsDto } from '../../../src/tasks/core/dto/task-fields.dto';
import { TASK_TABLE, type TaskRow } from '../../../src/tasks/core/dto/task.dto';

interface Examples<Value> {
  /** What a new task has when nothing is said. */
  readonly empty: Value;
  readonly one: Value;
  readonly other: Value;
  /** What is refused. */
  readonly wrong: unknown;
}

type Fields = Required<TaskFieldsDto>;
export type FieldName = keyof Fields;

/** Values of each field that a request can write: whoever adds a field adds them, and it is tested wherever tasks go. */
const EXAMPLES: { readonly [Name in FieldName]: Examples<Fields[Name]> } = {
  title: { empty: 'Water the plants', one: 'Mow, then rest', other: '=1+1', wrong: '' },
  description: { empty: null, one: '"all"\nof them', other: '', wrong: 7 },
  completed: { empty: false, one: true, other: false, wrong: 'true' },
  priority: { empty: 'none', one: 'high', other: 'low', wrong: 'urgent' },
  dueDate: { empty: null, one: '2026-11-21', other: '9999-12-31', wrong: '2026-02-30' },
  tags: { empty: [], one: ['home', 'a,b'], other: ['work'], wrong: 'home' },
};

export const FIELD_NAMES = Object.keys(EXAMPLES) as FieldName[];

export function exampleOf(name: FieldName, kind: keyof Examples<unknown>): unknown {
  return EXAMPLES[name][kind];
}

/** A task with the examples of one kind in all of its fields. */
export function exampleTask(kind: 'empty' | 'one' | 'other'): Fields {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, EXAMPLES[name][kind]])) as unknown as Fields;
}

/** A row of the database about which only the title is known. */
export function aTaskRow(overrides: Partial<TaskRow> = {}): TaskRow {
  const row = {
    ...exampleTask('empty'),
    id: '01a1fbd5-9650-72a4-b7c5-d4527909facf',
    completedAt: null,
    version: 1,
    createdAt: '2026-11-21T02:00:41.297Z',
    updatedAt: '2026-11-21T03:00:41.999Z',
    ...overrides,
  };
  return Object.fromEntries(
    Object.keys(TASK_TABLE).map((name) => [name, row[name as keyof TaskRow]]),
  ) as never;
}
