import { Service, inject } from '@angular/core';
import type { Task } from '../api/types';
import { texts } from '../texts/texts';
import { PageDialogs } from '../ui/page-dialogs';
import { TaskActions } from './task-actions';
import { TaskDialog, type TaskDialogData, taskDialogConfig } from './task-dialog';
import type { TaskDialogDraft } from './task-dialog-draft';
import { TaskStore } from './task-store';
import { UnfinishedTasks } from './unfinished-tasks';

/** Opens the board's dialogs and applies their results. */
@Service({ autoProvided: false })
export class TaskDialogs {
  private readonly dialogs = inject(PageDialogs);
  private readonly store = inject(TaskStore);
  private readonly actions = inject(TaskActions);
  private readonly unfinished = inject(UnfinishedTasks);

  /** Resolves to whether a task with this initial title was added; an existing draft takes precedence. */
  async create(title: string): Promise<boolean> {
    const draft = await this.unfinished.read(undefined);
    return (await this.ask({ title, draft })) && (!draft || draft.fields.title.trim() === title.trim());
  }

  async edit(task: Task): Promise<boolean> {
    return this.ask({ task, draft: await this.unfinished.read(task.id) });
  }

  /** Resumes a draft interrupted by a reload. */
  async goOn(draft: TaskDialogDraft): Promise<boolean> {
    return this.ask({ task: draft.task, draft: await this.unfinished.readAgain(draft) });
  }

  async delete(task: Task): Promise<void> {
    const isConfirmed = await this.dialogs.confirm({
      title: texts.confirmDelete.title,
      detail: texts.confirmDelete.detail(task.title),
      action: texts.actions.delete,
    });
    if (isConfirmed) {
      await this.actions.delete(task);
    }
  }

  /** Resolves to whether something was saved. */
  private async ask(data: TaskDialogData): Promise<boolean> {
    const onChangedElsewhere = (current: Task) => this.store.replace(current);
    const onDeletedElsewhere = ({ id }: Task) => void this.store.remove(id);
    const config = taskDialogConfig({ ...data, onChangedElsewhere, onDeletedElsewhere });
    const saved = await this.dialogs.open(TaskDialog, config);
    if (saved) {
      this.show(saved, saved.id !== data.task?.id);
    }
    void this.unfinished.reload();
    return saved !== undefined;
  }

  private show(task: Task, isNew: boolean): void {
    const { added, saved } = texts.announcements;
    this.actions.show(task, (isNew ? added : saved)(task.title));
  }
}
