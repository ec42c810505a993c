import { Component, inject, output } from '@angular/core';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { PageDialogs } from '../ui/page-dialogs';
import type { TaskDialogDraft } from './task-dialog-draft';
import { UnfinishedTasks } from './unfinished-tasks';

/** Lists tasks whose editing was interrupted by a reload, and lets people resume. */
@Component({
  selector: 'app-unfinished-list',
  imports: [Icon],
  template: `
    @for (draft of unfinished.all(); track draft) {
      <div class="unfinished" role="group" [attr.aria-label]="leadOf(draft) + ' ' + titleOf(draft)">
        <app-icon name="edit" />
        <p dir="auto">
          <span>{{ leadOf(draft) }}</span>&ngsp;<bdi>{{ titleOf(draft) }}</bdi>
        </p>
        <button type="button" class="button button-small" (click)="continued.emit(draft)">
          {{ texts.drafts.goOn }}
        </button>
        <button type="button" class="button button-quiet button-small" (click)="discard(draft)">
          {{ texts.actions.discard }}
        </button>
      </div>
    }
  `,
  styleUrl: './unfinished-list.css',
})
export class UnfinishedList {
  private readonly questions = inject(PageDialogs);
  protected readonly unfinished = inject(UnfinishedTasks);

  readonly continued = output<TaskDialogDraft>();

  protected readonly texts = texts;

  protected async discard(draft: TaskDialogDraft): Promise<void> {
    if (await this.questions.confirm(texts.confirmForget(this.titleOf(draft)))) {
      this.unfinished.discard(draft);
    }
  }

  protected titleOf({ task, fields }: TaskDialogDraft): string {
    return fields.title.trim() || task?.title || texts.drafts.untitled;
  }

  protected leadOf({ task }: TaskDialogDraft): string {
    return task ? texts.drafts.edited : texts.drafts.begun;
  }
}
