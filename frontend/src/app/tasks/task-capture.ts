import { Component, type ElementRef, computed, inject, output, signal, viewChild } from '@angular/core';
import { keepText } from '../drafts/keep-text';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { PageDialogs } from '../ui/page-dialogs';
import { CaptureOutbox } from './capture-outbox';
import { isTitleTooLong } from './task-rules';

/** Maximum number of lines turned into tasks at once; more should be imported as a file. */
const LINES_MAXIMUM = 200;
const LINE_END = /\r\n|\r|\n/g;

/** A one-line input that captures a task on Enter. */
@Component({
  selector: 'app-task-capture',
  imports: [Icon],
  templateUrl: './task-capture.html',
  styleUrl: './task-capture.css',
})
export class TaskCapture {
  private readonly outbox = inject(CaptureOutbox);
  private readonly questions = inject(PageDialogs);
  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('control');

  readonly detailsWanted = output<string>();

  protected readonly texts = texts;
  protected readonly title = signal('');
  protected readonly isRestored = keepText('capture', this.title);
  protected readonly error = computed(() => {
    if (this.title() && !this.outbox.room()) {
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

  /** Offers to turn several pasted lines into several tasks; lines that cannot be titles stay text. */
  protected async paste(event: ClipboardEvent): Promise<void> {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const lines = linesOf(text);
    if (lines.length < 2 || lines.some(isTitleTooLong)) {
      return;
    }
    event.preventDefault();
    if (lines.length > Math.min(LINES_MAXIMUM, this.outbox.room())) {
      await this.questions.confirm(texts.tooManyLines(lines.length));
    } else if (await this.questions.confirm(texts.confirmPaste(lines.length))) {
      // In reverse order, so that the first line ends up on top.
      this.outbox.capture(...lines.toReversed());
    } else {
      this.insert(text.replace(LINE_END, ' '));
    }
    this.focus();
  }

  private insert(text: string): void {
    const control = this.control().nativeElement;
    control.setRangeText(text, control.selectionStart ?? 0, control.selectionEnd ?? 0, 'end');
    this.title.set(control.value);
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
    // Stored by now. Clear the field at once, so that a second click or Enter adds nothing.
    this.clear();
    this.focus();
  }
}

/** Strips list markers. */
function linesOf(text: string): string[] {
  return text.split(LINE_END).map(withoutMark).filter(Boolean);
}

function withoutMark(line: string): string {
  return line.trim().replace(/^(?:[-*•]|\d+[.)])\s+(?:\[[ x]?\]\s+)?/i, '');
}
