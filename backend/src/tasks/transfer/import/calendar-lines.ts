import type { FileHandle } from 'node:fs/promises';
import { unreadable } from './file-task';
import { CHUNK_SIZE } from './import-limits';

/** A content line of a calendar (RFC 5545 section 3.1), put together again, and the line of the file that it begins in. */
export interface CalendarLine {
  readonly line: number;
  readonly text: string;
}

/** More than a description can have, in characters, with its escapes. */
export const LINE_MAXIMUM = 131_072;

/**
 * The lines of a calendar, as many at a time as a piece of the file holds.
 * @throws Problem MALFORMED_REQUEST for one that is far too long
 */
export async function* readCalendarLines(file: FileHandle): AsyncGenerator<CalendarLine[]> {
  const source = file.createReadStream({
    start: 0,
    autoClose: false,
    highWaterMark: CHUNK_SIZE,
    encoding: 'utf8',
  });
  const unfolding = new Unfolding();
  for await (const chunk of source as AsyncIterable<string>) {
    yield unfolding.take(chunk);
  }
  yield unfolding.end();
}

/** Puts lines together that were folded: one that begins with white space goes on with the line before. */
export class Unfolding {
  private rest = '';
  private count = 0;
  private last: { line: number; text: string } | undefined;

  take(chunk: string): CalendarLine[] {
    const physical = (this.rest + chunk).split('\n');
    this.rest = physical.pop() ?? '';
    this.requireLength(this.rest.length);
    return physical.flatMap((text) => this.add(text));
  }

  /** The last lines, whether the file ends with a line end or not. */
  end(): CalendarLine[] {
    const lines = this.rest === '' ? [] : this.add(this.rest);
    return this.last ? [...lines, this.last] : lines;
  }

  private add(physical: string): CalendarLine[] {
    this.count += 1;
    const text = physical.endsWith('\r') ? physical.slice(0, -1) : physical;
    if (this.last && /^[ \t]/.test(text)) {
      this.last.text += text.slice(1);
      this.requireLength(this.last.text.length);
      return [];
    }
    const done = this.last ? [this.last] : [];
    this.last = { line: this.count, text: this.count === 1 ? text.replace(/^\ufeff/, '') : text };
    return done;
  }

  private requireLength(length: number): void {
    if (length > LINE_MAXIMUM) {
      throw unreadable(
        `Line ${this.last?.line ?? 1} of the calendar has more than ${LINE_MAXIMUM} characters.`,
      );
    }
  }
}
