import fc from 'fast-check';
import { PRIORITIES } from '../../../src/tasks/core/task.entity';
import type { Fields } from './task-model';

/** What can be done to one task. */
type Change = 'update' | 'replace' | 'toggle' | 'complete' | 'delete' | 'restore' | 'purge';

export type ChangingStep = Step & { readonly action: Change };

/** One request of a random story; `pick` chooses among all tasks of both people, and some that never were. */
export interface Step {
  readonly who: 0 | 1;
  readonly pick: number;
  readonly picks: readonly number[];
  readonly fields: Partial<Fields>;
  readonly whole: Fields;
  readonly action:
    Change | 'create' | 'external' | 'bulk' | 'read' | 'list' | 'trash' | 'summary' | 'changes';
  readonly bulk: 'complete' | 'reopen' | 'delete' | 'restore' | 'update';
  /** Whether the change is based on an old version. */
  readonly stale: boolean;
}

const FIELDS = {
  title: fc.string({ minLength: 1, maxLength: 30 }).map((title) => title.trim() || 'untitled'),
  description: fc.option(fc.string({ maxLength: 50 }).map((text) => text.replaceAll('\0', ''))),
  completed: fc.boolean(),
  priority: fc.constantFrom(...PRIORITIES),
  dueDate: fc.option(fc.constantFrom('2026-11-20', '2026-11-21', '2026-11-22')),
  tags: fc.uniqueArray(fc.constantFrom('home', 'work', 'ci', 'später'), { maxLength: 3 }),
};

const weighted = <T>(...choices: [T, number][]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([value, weight]) => ({ arbitrary: fc.constant(value), weight })));

export const STEP: fc.Arbitrary<Step> = fc.record({
  who: fc.constantFrom(0, 1),
  pick: fc.nat({ max: 60 }),
  picks: fc.uniqueArray(fc.nat({ max: 60 }), { minLength: 1, maxLength: 6 }),
  fields: fc.record(FIELDS, { requiredKeys: [] }),
  whole: fc.record(FIELDS),
  action: weighted<Step['action']>(
    ['create', 6],
    ['read', 4],
    ['update', 4],
    ['replace', 2],
    ['toggle', 3],
    ['complete', 2],
    ['delete', 4],
    ['restore', 3],
    ['purge', 1],
    ['external', 3],
    ['bulk', 3],
    ['list', 2],
    ['trash', 1],
    ['summary', 1],
    ['changes', 1],
  ),
  bulk: fc.constantFrom('complete', 'reopen', 'delete', 'restore', 'update'),
  stale: weighted<boolean>([false, 5], [true, 1]),
});
