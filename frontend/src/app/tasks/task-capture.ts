import { Component, type ElementRef, computed, inject, output, signal, viewChild } from '@angular/core';
import { keepText } from '../drafts/keep-text';
import { texts } from '../texts';
import { Icon } from '../ui/icon';
import { CaptureOutbox } from './capture-outbox';
import { isTitleTooLong } from './task-rules';

/** One line to write a task down; Enter adds it. */
@Component({
  selector: 'app-task-capture',
  imports: [Icon],
  templateUrl: './task-capture.html',
  styleUrl: './task-capture.css',
})
export class TaskCapture {
  private readonly outbox = inject(CaptureOutbox);
  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('control');

  readonly detailsWanted = output<string>();

  protected readonly texts = texts;
  protected readonly title = signal('');
  protected readonly isRestored = keepText('capture', this.title);
  protected readonly error = computed(() => {
    if (this.title() && this.outbox.isFull()) {
      return texts.tasks.tooManyUnsaved;
    }
    return isTitleTooLong(this.title()) ? texts.taskFields.titleTooLong : '';
  });

  focus(): void {
    this.control().nativeElement.focus();
  }

  clear(): void {
    this.title.set('');
  }

  protected capture(event: Event): void {
    event.preventDefault();
    const title = this.title().trim();
    if (this.error()) {
      return;
    }
    if (title) {
      this.outbox.capture(title);
    }
    // Safe by now. The field is empty at once, so a second click or Enter finds nothing to add.
    this.clear();
    this.focus();
  }
}
