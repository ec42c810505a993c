import { Component, ElementRef, computed, inject, input, output, signal } from '@angular/core';
import type { Task } from '../api/types';
import { texts } from '../texts/texts';
import { Icon } from '../ui/icon';
import { LinkedText } from '../ui/linked-text';
import { Calendar } from '../ui/calendar';
import { describeDue } from './due-date';
import { ShownActions } from './shown-actions';

/** Where a click means something else. */
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
  /** Kept although the filter would hide it by now. */
  readonly lingers = input(false);
  readonly completedChange = output<boolean>();
  readonly edited = output();
  readonly deleted = output();
  readonly tagPicked = output<string>();

  protected readonly texts = texts;
  /** By the pointer or the focus, at some time. */
  protected readonly isTouched = signal(false);
  /** A long list has most of its nodes in pictures that nobody sees: they are made once they can be. */
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

  /** In pixels below the top of the window. */
  top(): number {
    return this.host.nativeElement.getBoundingClientRect().top;
  }

  /** The list tells when the focus comes to the row, or to what is in it. */
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

  /** All of the row opens the task, for the pointer: keys and screen readers have the button. None that is about to go. */
  protected editFromRow({ target }: Event): void {
    if (!this.lingers() && !(target as Element).closest(CONTROLS) && !this.isSelected()) {
      this.edited.emit();
    }
  }

  /** Whoever drags over a title wants to copy it. */
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
