import { Service } from '@angular/core';

/** Maximum number of actions that can be undone. */
const CAPACITY = 20;

/** Reversible actions on the board, most recent first. */
@Service({ autoProvided: false })
export class UndoStack {
  private entries: (() => void)[] = [];

  push(undo: () => void): void {
    this.entries = [...this.entries, undo].slice(-CAPACITY);
  }

  /** Undoes one action, wherever it is in the stack. */
  undo(undo: () => void): void {
    this.remove(undo);
    undo();
  }

  undoLast(): void {
    const last = this.entries.at(-1);
    if (last) {
      this.undo(last);
    }
  }

  remove(undo: () => void): void {
    this.entries = this.entries.filter((entry) => entry !== undo);
  }
}
