import { unreadable } from './file-task';

/** Of one task of another program, in characters: twice the longest line or row. It is worked on in one go. */
export const TASK_TEXT_MAXIMUM = 262_144;

/** Counts the text that is collected for one task, which can stand in any number of lines or rows. */
export class TaskText {
  private length = 0;

  /** @throws Problem MALFORMED_REQUEST where it becomes too much; `place` is the line or row. */
  add(place: number, length: number): void {
    this.length += length;
    if (this.length > TASK_TEXT_MAXIMUM) {
      const message = `A task must not have more than ${TASK_TEXT_MAXIMUM} characters of text.`;
      throw unreadable(message, [{ pointer: `/${place}`, code: 'INVALID', message }]);
    }
  }
}
