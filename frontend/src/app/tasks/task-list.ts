import {
  Component,
  Injector,
  afterNextRender,
  effect,
  inject,
  input,
  output,
  untracked,
  viewChildren,
} from '@angular/core';
import type { Task } from '../api/types';
import { texts } from '../texts/texts';
import type { RowPlace } from './board-place';
import { TaskItem } from './task-item';

export interface Completion {
  readonly task: Task;
  readonly completed: boolean;
}

/** The list of tasks, which keeps the focus inside when the focused row is removed. */
@Component({
  selector: 'app-task-list',
  imports: [TaskItem],
  templateUrl: './task-list.html',
  styleUrl: './task-list.css',
})
export class TaskList {
  private readonly injector = inject(Injector);
  private readonly rows = viewChildren(TaskItem);

  readonly tasks = input.required<readonly Task[]>();
  readonly lingering = input.required<ReadonlySet<string>>();
  readonly completion = output<Completion>();
  readonly edited = output<Task>();
  readonly deleted = output<Task>();
  readonly tagPicked = output<string>();
  /** The focused row was removed, and no other is left. */
  readonly focusLost = output();

  protected readonly texts = texts.tasks;

  constructor() {
    effect(() => {
      const ids = new Set(this.tasks().map(({ id }) => id));
      // Effects run before the view updates: the rows are still the old ones.
      untracked(() => this.keepFocus(ids));
    });
  }

  /** The task of the focused row. */
  focused(): Task | undefined {
    return this.rows()[this.focusedIndex()]?.task();
  }

  /** The first row not above the window; undefined if the list is not scrolled. */
  topRow(): RowPlace | undefined {
    const row = scrollY > 0 ? this.rows().find((one) => one.top() >= 0) : undefined;
    return row && { taskId: row.task().id, top: row.top() };
  }

  showRow({ taskId, top }: RowPlace): void {
    const row = this.rows().find((one) => one.task().id === taskId);
    if (row) {
      scrollBy(0, row.top() - top);
    }
  }

  moveFocus(step: 1 | -1): void {
    const index = this.focusedIndex();
    this.focusRow(index < 0 ? 0 : index + step);
  }

  private keepFocus(remaining: ReadonlySet<string>): void {
    const index = this.focusedIndex();
    const focused = this.rows()[index];
    if (!focused || remaining.has(focused.task().id)) {
      return;
    }
    afterNextRender(() => this.focusRow(index), { injector: this.injector });
  }

  private focusRow(index: number): void {
    const row = this.rows()[Math.max(0, Math.min(index, this.rows().length - 1))];
    if (row) {
      row.focus();
    } else {
      this.focusLost.emit();
    }
  }

  private focusedIndex(): number {
    return this.rows().findIndex((row) => row.hasFocus());
  }
}
