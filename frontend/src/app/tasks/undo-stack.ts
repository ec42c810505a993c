import { Service } from '@angular/core';

/** The most that can be taken back, one after the other. */
const CAPACITY = 20;

/** What was done on the board and can be taken back, the last first. */
@Service({ autoProvided: false })
export class UndoStack {
  private entries: (() => void)[] = [];

  push(undo: () => void): void {
    this.entries = [...this.entries, undo].slice(-CAPACITY);
  }

  /** Takes back one thing, wherever it stands. */
  run(undo: () => void): void {
    this.remove(undo);
    undo();
  }

  runLast(): void {
    const last = this.entries.at(-1);
    if (last) {
      this.run(last);
    }
  }

  remove(undo: () => void): void {
    this.entries = this.entries.filter((entry) => entry !== undo);
  }
}
