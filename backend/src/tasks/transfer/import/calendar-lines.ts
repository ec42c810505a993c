import type { FileHandle } from 'node:fs/promises';
import type { TimeSlice } from '../../../platform/http/time-slice';
import { validationProblem } from '../../../platform/validation/validation.pipe';
import { unreadable } from './file-task';
import { CHUNK_SIZE, LINES_MAXIMUM } from './import-limits';

/** An unfolded content line of a calendar (RFC 5545 section 3.1), and the line of the file where it starts. */
export interface CalendarLine {
  readonly line: number;
  readonly text: string;
}

/** Maximum length in characters: longer than any valid description with its escapes. */
export const LINE_MAXIMUM = 131_072;

/**
 * The lines of a calendar, one array per chunk of the file.
 * @throws Problem MALFORMED_REQUEST for a line that is far too long, VALIDATION_FAILED for too many lines
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

/**
 * Unfolds lines: a line that starts with white space continues the previous one. Empty lines in a row are one, so that
 * they cost next to nothing.
 */
export class Unfolding {
  private rest = '';
  private count = 0;
  private last: { line: number; text: string } | undefined;

  take(chunk: string): CalendarLine[] {
    const physical = (this.rest + chunk).split('\n');
    this.rest = physical.pop() ?? '';
    this.requireLength(this.rest.length);
    const done: CalendarLine[] = [];
    for (const text of physical) {
      this.add(text, done);
    }
    return done;
  }

  /** The remaining lines, whether or not the file ends with a line break. */
  end(): CalendarLine[] {
    const done: CalendarLine[] = [];
    if (this.rest !== '') {
      this.add(this.rest, done);
    }
    return this.last ? [...done, this.last] : done;
  }

  private add(physical: string, done: CalendarLine[]): void {
    this.count += 1;
    this.requireCount();
    const text = physical.endsWith('\r') ? physical.slice(0, -1) : physical;
    if (this.last && (text.startsWith(' ') || text.startsWith('\t'))) {
      this.last.text += text.slice(1);
      this.requireLength(this.last.text.length);
    } else if (this.last?.text === '' && text === '') {
      this.last.line = this.count;
    } else {
      if (this.last) {
        done.push(this.last);
      }
      this.last = { line: this.count, text: this.count === 1 ? text.replace(/^\ufeff/, '') : text };
    }
  }

  private requireCount(): void {
    if (this.count > LINES_MAXIMUM) {
      const message = `A calendar must not have more than ${LINES_MAXIMUM} lines.`;
      throw validationProblem([{ pointer: `/${this.count}`, code: 'INVALID', message }]);
    }
  }

  private requireLength(length: number): void {
    if (length > LINE_MAXIMUM) {
      throw unreadable(
        `Line ${this.last?.line ?? 1} of the calendar has more than ${LINE_MAXIMUM} characters.`,
      );
    }
  }
}
