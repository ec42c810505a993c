import { LiveAnnouncer } from '@angular/cdk/a11y';
import { DestroyRef, Service, inject } from '@angular/core';
import type { Task } from '../api/types';
import { describeProblem } from '../problems/describe-problem';
import { toProblem } from '../problems/problem';
import { texts } from '../texts/texts';
import { type Toast, Toasts } from '../ui/toasts';
import { LingeringTasks } from './lingering-tasks';
import { TaskApi } from './task-api';
import { TaskFilters } from './task-filters';
import { EVERYTHING_OPEN } from './task-query';
import { TaskStore } from './task-store';
import { UndoStack } from './undo-stack';
import { WriteQueue } from './write-queue';

const { announcements, toasts } = texts;

interface Deletion {
  readonly title: string;
  readonly undo: () => void;
}

/** Actions on a task of the board. Optimistic: shown at once, and reverted if the server refuses. */
@Service({ autoProvided: false })
export class TaskActions {
  private readonly api = inject(TaskApi);
  private readonly store = inject(TaskStore);
  private readonly filters = inject(TaskFilters);
  private readonly lingering = inject(LingeringTasks);
  private readonly queue = inject(WriteQueue);
  private readonly toasts = inject(Toasts);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly board = inject(DestroyRef);
  private readonly undoStack = inject(UndoStack);
  /** Those that the message named which was shown last. */
  private deletions?: { readonly toast: Toast; readonly list: readonly Deletion[] };

  constructor() {
    // The next person to sign in must not see these tasks or be told of them.
    this.board.onDestroy(() => {
      this.toasts.dismiss();
      this.announcer.clear();
    });
  }

  async setCompleted(task: Task, completed: boolean): Promise<void> {
    if (await this.saveCompleted(task, completed)) {
      this.undoStack.push(() => void this.saveCompleted(task, !completed));
    }
  }

  async delete(task: Task): Promise<void> {
    const index = this.store.remove(task.id);
    this.lingering.release(task.id);
    try {
      await this.queue.add(task.id, () => this.api.delete(task.id));
      this.offerRestore(task, index);
    } catch (error) {
      if (toProblem(error).code === 'NOT_FOUND') {
        return;
      }
      this.store.insert(task, index);
      this.explain(task, toasts.notDeleted(task.title), error, () => this.delete(task));
    }
  }

  /** Shows a created or changed task, with a message if the current view does not contain it. */
  show(task: Task, message: string): void {
    if (this.showSilently(task, message)) {
      this.announce(message);
    }
  }

  /** The same without the announcement. Returns whether the current view contains it. */
  showSilently(task: Task, message: string): boolean {
    const isInView = this.store.place(task);
    if (!isInView) {
      const showAll = { label: texts.actions.showAll, run: () => this.filters.change(EVERYTHING_OPEN) };
      this.tell(toasts.outOfView(message), showAll);
    }
    return isInView;
  }

  announce(message: string): void {
    if (!this.board.destroyed) {
      void this.announcer.announce(message, 'polite');
    }
  }

  /** Resolves to whether the server saved it. */
  private async saveCompleted(task: Task, completed: boolean): Promise<boolean> {
    this.store.expectCompleted(task.id, completed);
    this.keepInSight(task.id, completed);
    try {
      this.store.replace(await this.queue.add(task.id, () => this.api.setCompleted(task.id, completed)));
      this.announce((completed ? announcements.completed : announcements.reopened)(task.title));
      return true;
    } catch (error) {
      this.lingering.release(task.id);
      const message = (completed ? toasts.notCompleted : toasts.notReopened)(task.title);
      this.explain(task, message, error, () => this.setCompleted(task, completed));
      return false;
    } finally {
      if (this.queue.isIdle(task.id)) {
        this.store.settleCompleted(task.id);
      }
    }
  }

  private offerRestore(task: Task, index: number): void {
    const deletion: Deletion = {
      title: task.title,
      undo: () => {
        this.withdraw(deletion);
        void this.restore(task, index);
      },
    };
    this.undoStack.push(deletion.undo);
    this.showDeletions([...this.shownDeletions(), deletion]);
  }

  private shownDeletions(): readonly Deletion[] {
    const { toast, list = [] } = this.deletions ?? {};
    return toast === this.toasts.current() ? list : [];
  }

  /** One that is undone is named no longer. */
  private withdraw(deletion: Deletion): void {
    const shown = this.shownDeletions();
    if (shown.includes(deletion)) {
      this.toasts.dismiss();
      this.showDeletions(shown.filter((other) => other !== deletion));
    }
  }

  private showDeletions(list: readonly Deletion[]): void {
    const [first] = list;
    if (first) {
      const message = list.length === 1 ? toasts.deleted(first.title) : toasts.deletedSeveral(list.length);
      // In reverse order, so that each task finds its place again.
      const run = () => list.toReversed().forEach(({ undo }) => this.undoStack.undo(undo));
      const toast = this.tell(message, { label: texts.actions.undo, run });
      this.deletions = toast && { toast, list };
    }
  }

  private async restore(task: Task, index: number): Promise<void> {
    try {
      this.store.insert(await this.api.restore(task.id), index);
      this.announce(announcements.restored(task.title));
    } catch (error) {
      this.explain(task, toasts.notRestored(task.title), error, () => this.restore(task, index));
    }
  }

  private keepInSight(id: string, completed: boolean): void {
    const { status } = this.filters.query();
    const isHidden = status === (completed ? 'open' : 'completed');
    if (isHidden) {
      this.lingering.keep(id, () => this.hide(id, completed));
    } else {
      this.lingering.release(id);
    }
  }

  /** Only after the server's response: if it refuses, the row is still needed. */
  private hide(id: string, completed: boolean): void {
    if (this.queue.isIdle(id)) {
      this.store.remove(id);
    } else {
      this.keepInSight(id, completed);
    }
  }

  private explain(task: Task, message: string, error: unknown, retry: () => Promise<void>): void {
    const problem = toProblem(error);
    if (problem.isCancelled) {
      return;
    }
    if (problem.code === 'NOT_FOUND') {
      this.store.remove(task.id);
      this.tell(describeProblem(problem));
    } else {
      const action = { label: texts.actions.retry, run: () => void retry() };
      this.tell(`${message} ${describeProblem(problem)}`, action);
    }
  }

  private tell(message: string, action?: Toast['action']): Toast | undefined {
    return this.board.destroyed ? undefined : this.toasts.show(message, action);
  }
}
