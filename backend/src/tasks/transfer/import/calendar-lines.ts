import type { FileHandle } from 'node:fs/promises';
import type { TimeSlice } from '../../../platform/http/time-slice';
import { unreadable } from './file-task';
import { CHUNK_SIZE } from './import-limits';

/** An unfolded content line of a calendar (RFC 5545 section 3.1), and the line of the file where it starts. */
export interface CalendarLine {
  readonly line: number;
  readonly text: string;
}

/** Maximum length in characters: longer than any valid description with its escapes. */
export const LINE_MAXIMUM = 131_072;

/**
 * The lines of a calendar, one array per chunk of the file.
 * @throws Problem MALFORMED_REQUEST for a line that is far too long
 */
export async function* readCalendarLines(file: FileHandle, slice: TimeSlice): AsyncGenerator<CalendarLine[]> {
  const source = file.createReadStream({
    start: 0,
    autoClose: false,
    highWaterMark: CHUNK_SIZE,
    encoding: 'utf8',
  });
  const unfolding = new Unfolding();
  for await (const chunk of source as AsyncIterable<string>) {
    // A chunk may end no line.
    if (slice.isOver) {
      await slice.renew();
    }
    yield unfolding.take(chunk);
  }
  yield unfolding.end();
}

/** Unfolds lines: a line that starts with white space continues the previous one. */
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

  /** The remaining lines, whether or not the file ends with a line break. */
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
