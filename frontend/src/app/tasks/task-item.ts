import { Component, ElementRef, computed, inject, input, output, signal } from '@angular/core';
import type { Task } from '../api/types';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { LinkedText } from '../ui/linked-text';
import { Calendar } from '../ui/calendar';
import { describeDue } from './due-date';
import { ShownActions } from './shown-actions';

/** Elements with a click action of their own. */
const CONTROLS = 'a, button, label';

/** One row of the board. */
@Component({
  selector: 'app-task-item',
  imports: [Icon, LinkedText],
  templateUrl: './task-item.html',
  styleUrl: './task-item.css',
  host: {
    '[class.completed]': 'task().completed',
    '[class.lingering]': 'lingers()',
    '(click)': 'editFromRow($event)',
    '(pointerenter)': 'touch()',
  },
})
export class TaskItem {
  private readonly calendar = inject(Calendar);
  private readonly shownActions = inject(ShownActions);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly task = input.required<Task>();
  /** Whether it stays visible although the filter no longer matches. */
  readonly lingers = input(false);
  readonly completedChange = output<boolean>();
  readonly edited = output();
  readonly deleted = output();
  readonly tagPicked = output<string>();

  protected readonly texts = texts;
  /** Whether it has ever had the pointer or the focus. */
  protected readonly isTouched = signal(false);
  /** Icons make up most DOM nodes of a long list, so they are rendered only when they can be seen. */
  protected readonly hasPictures = computed(() => this.isTouched() || this.shownActions.always());
  protected readonly due = computed(() => {
    const { dueDate, completed } = this.task();
    if (!dueDate) {
      return undefined;
    }
    const due = describeDue(dueDate, this.calendar.today());
    return completed ? { ...due, tone: 'later' as const } : due;
  });
  protected readonly priorityName = computed(() =>
    texts.tasks.priority(texts.tasks.priorities[this.task().priority]),
  );

  /** Distance from the top of the window in pixels. */
  top(): number {
    return this.host.nativeElement.getBoundingClientRect().top;
  }

  /** Called by the list when the focus enters the row. */
  touch(): void {
    this.isTouched.set(true);
  }

  hasFocus(): boolean {
    return !!this.row?.contains(document.activeElement);
  }

  focus(): void {
    this.row?.focus();
    this.row?.scrollIntoView({ block: 'nearest' });
  }

  /** Pointer shortcut for the row's button, which keyboards and screen readers use. Disabled while it leaves. */
  protected editFromRow({ target }: Event): void {
    if (!this.lingers() && !(target as Element).closest(CONTROLS) && !this.isSelected()) {
      this.edited.emit();
    }
  }

  /** Selecting text in a title must not open the task. */
  private isSelected(): boolean {
    const selection = document.getSelection();
    return (
      selection?.isCollapsed === false && selection.getRangeAt(0).intersectsNode(this.host.nativeElement)
    );
  }

  private get row(): HTMLElement | null {
    return this.host.nativeElement.closest('li');
  }
}
