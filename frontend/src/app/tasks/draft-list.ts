import { Component, inject } from '@angular/core';
import { describeProblem } from '../problems/describe-problem';
import { texts } from '../texts';
import { TaskDrafts } from './task-drafts';

/** What was captured and is not saved yet, above the tasks that are. */
@Component({
  selector: 'app-draft-list',
  template: `
    @for (draft of drafts.all(); track draft.key) {
      <div class="draft" [class.failed]="draft.problem">
        <div class="body">
          <p class="title" dir="auto">{{ draft.title }}</p>
          @if (draft.problem; as problem) {
            <p class="problem" role="alert">{{ texts.tasks.notSaved }} {{ describe(problem) }}</p>
          } @else {
            <p class="saving">{{ texts.tasks.saving }}</p>
          }
        </div>
        @if (draft.problem) {
          <button type="button" class="button button-small" (click)="drafts.retry(draft)">
            {{ texts.actions.retry }}
          </button>
          <button type="button" class="button button-quiet button-small" (click)="drafts.discard(draft)">
            {{ texts.actions.discard }}
          </button>
        }
      </div>
    }
  `,
  styleUrl: './draft-list.css',
})
export class DraftList {
  protected readonly drafts = inject(TaskDrafts);
  protected readonly texts = texts;
  protected readonly describe = describeProblem;
}
