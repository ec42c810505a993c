import { LiveAnnouncer } from '@angular/cdk/a11y';
import { DestroyRef, Service, inject } from '@angular/core';
import type { Task } from '../api/types';
import { describeProblem } from '../problems/describe-problem';
import { toProblem } from '../problems/problem';
import { texts } from '../texts';
import { type Toast, Toasts } from '../ui/toasts';
import { LingeringTasks } from './lingering-tasks';
import { TaskApi } from './task-api';
import { TaskFilters } from './task-filters';
import { TaskStore } from './task-store';
import { WriteQueue } from './write-queue';

const { announcements, toasts } = texts;

/** What people do to a task on the board. Shows at once, and takes itself back when the server refuses. */
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

  constructor() {
    // Whoever signs in next must neither read nor hear of these tasks.
    this.board.onDestroy(() => {
      this.toasts.dismiss();
      this.announcer.clear();
    });
  }

  async setCompleted(task: Task, completed: boolean): Promise<void> {
    this.store.expectCompleted(task.id, completed);
    this.keepInSight(task.id, completed);
    try {
      this.store.replace(await this.queue.add(task.id, () => this.api.setCompleted(task.id, completed)));
      this.announce((completed ? announcements.completed : announcements.reopened)(task.title));
    } catch (error) {
      this.lingering.release(task.id);
      const message = (completed ? toasts.notCompleted : toasts.notReopened)(task.title);
      this.explain(task, message, error, () => this.setCompleted(task, completed));
    } finally {
      if (this.queue.isIdle(task.id)) {
        this.store.settleCompleted(task.id);
      }
    }
  }

  async delete(task: Task): Promise<void> {
    const index = this.store.remove(task.id);
    this.lingering.release(task.id);
    try {
      await this.queue.add(task.id, () => this.api.delete(task.id));
      const undo = { label: texts.actions.undo, run: () => void this.restore(task, index) };
      this.tell(toasts.deleted(task.title), undo);
    } catch (error) {
      if (toProblem(error).code === 'NOT_FOUND') {
        return;
      }
      this.store.insert(task, index);
      this.explain(task, toasts.notDeleted(task.title), error, () => this.delete(task));
    }
  }

  announce(message: string): void {
    if (!this.board.destroyed) {
      void this.announcer.announce(message, 'polite');
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

  /** Not before the server has answered: a refusal needs its row. */
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

  private tell(message: string, action?: Toast['action']): void {
    if (!this.board.destroyed) {
      this.toasts.show(message, action);
    }
  }
}
