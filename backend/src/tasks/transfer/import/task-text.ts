import { unreadable } from './file-task';

/** Maximum text of one foreign task in characters: twice the longest line or row. It is processed in one go. */
export const TASK_TEXT_MAXIMUM = 262_144;

/** Counts the text collected for one task, over any number of lines or rows. */
export class TaskText {
  private length = 0;

  /** @throws Problem MALFORMED_REQUEST when it exceeds the maximum; `place` is the line or row. */
  add(place: number, length: number): void {
    this.length += length;
    if (this.length > TASK_TEXT_MAXIMUM) {
      const message = `A task must not have more than ${TASK_TEXT_MAXIMUM} characters of text.`;
      throw unreadable(message, [{ pointer: `/${place}`, code: 'INVALID', message }]);
    }
  }
}
