import { Component, type ElementRef, computed, output, signal, viewChild } from '@angular/core';
import { keepText } from '../drafts/keep-text';
import { texts } from '../texts';
import { Icon } from '../ui/icon';
import { isTitleTooLong } from './task-rules';

/** One line to write a task down; Enter adds it. */
@Component({
  selector: 'app-task-capture',
  imports: [Icon],
  templateUrl: './task-capture.html',
  styleUrl: './task-capture.css',
})
export class TaskCapture {
  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('control');

  readonly captured = output<string>();
  readonly detailsWanted = output<string>();

  protected readonly texts = texts;
  protected readonly title = signal('');
  protected readonly isRestored = keepText('capture', this.title);
  protected readonly isTooLong = computed(() => isTitleTooLong(this.title()));

  focus(): void {
    this.control().nativeElement.focus();
  }

  clear(): void {
    this.title.set('');
  }

  protected capture(event: Event): void {
    event.preventDefault();
    const title = this.title().trim();
    if (this.isTooLong()) {
      return;
    }
    // The field is empty again at once, so a second click or Enter finds nothing to add.
    this.clear();
    if (title) {
      this.captured.emit(title);
    }
    this.focus();
  }
}
