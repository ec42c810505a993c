import { Component, computed, inject } from '@angular/core';
import { describeDelay, describeProblem } from '../problems/describe-problem';
import { texts } from '../texts/texts';
import { PageDialogs } from '../ui/page-dialogs';
import { CaptureOutbox, type CapturedTask } from './capture-outbox';

/** Captured tasks not yet saved, above the saved ones. */
@Component({
  selector: 'app-unsaved-list',
  templateUrl: './unsaved-list.html',
  styleUrl: './unsaved-list.css',
})
export class UnsavedList {
  private readonly questions = inject(PageDialogs);
  protected readonly outbox = inject(CaptureOutbox);

  protected readonly texts = texts;
  protected readonly describe = describeProblem;
  protected readonly delay = computed(() => {
    const problem = this.outbox.problem();
    const { unsaved, triedAgain } = texts.tasks;
    const count = this.outbox.waiting().length;
    return problem && `${unsaved(count)} ${describeDelay(problem)} ${triedAgain(count)}`;
  });

  protected async discard(task: CapturedTask): Promise<void> {
    this.outbox.hold(task);
    if (await this.questions.confirm(texts.confirmForget(task.title))) {
      this.outbox.discard(task);
    }
    this.outbox.release(task);
  }
}
