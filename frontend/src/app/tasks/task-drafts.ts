import { Service, inject, signal } from '@angular/core';
import { newIdempotencyKey } from '../api/idempotency-key';
import { type Problem, toProblem } from '../problems/problem';
import { texts } from '../texts';
import { TaskActions } from './task-actions';
import { TaskApi } from './task-api';
import { TaskStore } from './task-store';

/** A captured task on its way to the server, or back from it. */
export interface TaskDraft {
  /** The idempotency key of every try to save it. */
  readonly key: string;
  readonly title: string;
  readonly problem?: Problem;
}

/** What was captured and is not saved yet. A draft that fails stays until somebody decides about it. */
@Service({ autoProvided: false })
export class TaskDrafts {
  private readonly api = inject(TaskApi);
  private readonly store = inject(TaskStore);
  private readonly actions = inject(TaskActions);
  private readonly drafts = signal<readonly TaskDraft[]>([]);

  readonly all = this.drafts.asReadonly();

  capture(title: string): Promise<void> {
    return this.save({ key: newIdempotencyKey(), title });
  }

  retry({ key, title }: TaskDraft): Promise<void> {
    return this.save({ key, title });
  }

  discard(draft: TaskDraft): void {
    this.drafts.update((all) => all.filter(({ key }) => key !== draft.key));
  }

  private async save(draft: TaskDraft): Promise<void> {
    this.put(draft);
    try {
      const task = await this.api.create({ title: draft.title }, draft.key);
      this.discard(draft);
      this.store.insert(task);
      this.actions.announce(texts.announcements.added(task.title));
    } catch (error) {
      this.put({ ...draft, problem: toProblem(error) });
    }
  }

  private put(draft: TaskDraft): void {
    this.drafts.update((all) => [draft, ...all.filter(({ key }) => key !== draft.key)]);
  }
}
