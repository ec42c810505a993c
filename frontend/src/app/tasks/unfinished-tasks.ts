import { Service, inject, signal } from '@angular/core';
import { Drafts } from '../drafts/drafts';
import { type TaskDialogDraft, draftName, draftNameOf, isDraftName } from './task-dialog-draft';

/** Drafts of task dialogs that were closed by a reload. */
@Service({ autoProvided: false })
export class UnfinishedTasks {
  private readonly drafts = inject(Drafts);
  private readonly found = signal<readonly TaskDialogDraft[]>([]);

  readonly all = this.found.asReadonly();

  constructor() {
    void this.reload();
  }

  /** Without an id, the draft of a new task. */
  async read(taskId: string | undefined): Promise<TaskDialogDraft | undefined> {
    return (await this.drafts.read(draftName(taskId))) as TaskDialogDraft | undefined;
  }

  /** The draft in its current state. */
  async readAgain(draft: TaskDialogDraft): Promise<TaskDialogDraft | undefined> {
    return (await this.drafts.read(draftNameOf(draft))) as TaskDialogDraft | undefined;
  }

  async reload(): Promise<void> {
    const names = (await this.drafts.names()).filter(isDraftName);
    const drafts = await Promise.all(names.map((name) => this.drafts.read(name)));
    this.found.set(drafts.filter((draft) => draft !== undefined) as TaskDialogDraft[]);
  }

  discard(draft: TaskDialogDraft): void {
    this.drafts.discard(draftNameOf(draft));
    this.found.update((all) => all.filter((one) => one !== draft));
  }
}
