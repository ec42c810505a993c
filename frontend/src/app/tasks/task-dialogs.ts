import { Dialog } from '@angular/cdk/dialog';
import { DestroyRef, Service, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Task } from '../api/types';
import { texts } from '../texts';
import { ConfirmDialog, type Confirmation, confirmDialogConfig } from '../ui/confirm-dialog';
import { TaskActions } from './task-actions';
import { TaskDialog, type TaskDialogData, taskDialogConfig } from './task-dialog';
import { TaskStore } from './task-store';

/** The dialogs of the board, and what follows from their answers. */
@Service({ autoProvided: false })
export class TaskDialogs {
  private readonly dialog = inject(Dialog);
  private readonly store = inject(TaskStore);
  private readonly actions = inject(TaskActions);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.closeAll());
  }

  /** Resolves to whether a task was added. */
  async create(title: string): Promise<boolean> {
    const task = await this.ask({ title });
    if (!task) {
      return false;
    }
    this.store.insert(task);
    this.actions.announce(texts.announcements.added(task.title));
    return true;
  }

  async edit(task: Task): Promise<void> {
    const saved = await this.ask({
      task,
      onChangedElsewhere: (current) => this.store.replace(current),
    });
    if (!saved) {
      return;
    }
    this.store.replace(saved);
    this.actions.announce(texts.announcements.saved(saved.title));
  }

  async delete(task: Task): Promise<void> {
    const confirmation = {
      title: texts.confirmDelete.title,
      detail: texts.confirmDelete.detail(task.title),
      action: texts.actions.delete,
    };
    const dialog = this.dialog.open<boolean, Confirmation, ConfirmDialog>(
      ConfirmDialog,
      confirmDialogConfig(confirmation),
    );
    if (await firstValueFrom(dialog.closed)) {
      await this.actions.delete(task);
    }
  }

  private ask(data: TaskDialogData): Promise<Task | undefined> {
    const dialog = this.dialog.open<Task, TaskDialogData, TaskDialog>(TaskDialog, taskDialogConfig(data));
    return firstValueFrom(dialog.closed);
  }

  /** Whoever signs in next must not find them open, not even the ones that would rather ask first. */
  private closeAll(): void {
    for (const { config } of this.dialog.openDialogs) {
      config.closePredicate = undefined;
    }
    this.dialog.closeAll();
  }
}
