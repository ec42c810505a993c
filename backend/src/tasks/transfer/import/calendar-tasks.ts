import type { FileHandle } from 'node:fs/promises';
import type { Problem } from '../../../platform/errors/problem';
import type { TimeSlice } from '../../../platform/http/time-slice';
import type { Report } from './adaptation';
import { type CalendarLine, readCalendarLines } from './calendar-lines';
import { type CalendarProperty, parseProperty, unescapeText } from './calendar-property';
import { fromCalendar } from './calendar-task';
import { type FileTask, tooManyRows, unreadable } from './file-task';
import { fitTask } from './foreign-task';
import { ROWS_MAXIMUM } from './import-limits';
import { KeptTitles } from './kept-titles';
import { TaskText } from './task-text';

const DEPTH_MAXIMUM = 10;
const PROPERTIES_MAXIMUM = 1_000;
/** Components other than to-dos; each one is reported, as is any within a to-do. */
const OTHERS = ['VEVENT', 'VJOURNAL', 'VALARM'];
const COMPONENT = /^(BEGIN|END):\s*([\w-]{1,60})\s*$/i;

/** A to-do being read, and the line where it starts. */
interface OpenTodo {
  readonly line: number;
  readonly properties: CalendarProperty[];
  /** All of its text. */
  readonly text: TaskText;
}

/** The state of reading a calendar. */
class CalendarReading {
  private readonly open: string[] = [];
  private readonly titles = new KeptTitles();
  private todo: OpenTodo | undefined;
  private count = 0;
  private hasBegun = false;

  constructor(private readonly report: Report) {}

  /** Whether a line can change anything: outside of to-dos, only the edges of components do. */
  concerns({ text }: CalendarLine): boolean {
    return this.todo !== undefined || this.open.length === 0 || /^[be]/i.test(text);
  }

  *read({ line, text }: CalendarLine): Generator<FileTask> {
    this.todo?.text.add(line, text.length);
    const [, edge, component] = COMPONENT.exec(text.slice(0, 100)) ?? [];
    if (edge && component) {
      yield* this.pass(edge.toUpperCase() === 'BEGIN', component.toUpperCase(), line);
    } else if (this.todo && this.open.at(-1) === 'VTODO') {
      this.add(this.todo.properties, text, line);
    } else if (this.open.length === 0 && text.trim() !== '') {
      throw this.outside(line);
    }
  }

  end(): void {
    if (!this.hasBegun || this.open.length > 0) {
      throw unreadable('The calendar has no end: the file is empty, or is not complete.');
    }
  }

  private *pass(begins: boolean, component: string, line: number): Generator<FileTask> {
    if (begins) {
      this.begin(component, line);
    } else if (this.open.pop() !== component) {
      throw unreadable(`Line ${line} of the calendar ends a ${component} that has not begun.`);
    } else if (component === 'VTODO' && this.todo) {
      yield* this.finish(this.todo);
      this.todo = undefined;
    }
  }

  private begin(component: string, line: number): void {
    if (this.open.length === 0 && component !== 'VCALENDAR') {
      throw this.outside(line);
    }
    this.hasBegun = true;
    if (this.open.push(component) > DEPTH_MAXIMUM || (component === 'VTODO' && this.todo)) {
      throw unreadable(`Line ${line} of the calendar begins a ${component} within too much else.`);
    }
    if (OTHERS.includes(component) || (this.todo && component !== 'VTODO')) {
      this.report({
        row: line,
        code: 'LEFT_OUT',
        message: `The ${component} is not a task and was skipped.`,
      });
    }
    if (component === 'VTODO') {
      this.requireRoom(line);
      this.todo = { line, properties: [], text: new TaskText() };
    }
  }

  /** For a line that stands in no calendar; a file may have several, one after the other. */
  private outside(line: number): Problem {
    return unreadable(
      this.hasBegun
        ? `Line ${line} stands behind the end of the calendar.`
        : 'The file is no calendar: it does not begin with BEGIN:VCALENDAR.',
    );
  }

  private requireRoom(line: number): void {
    this.count += 1;
    if (this.count > ROWS_MAXIMUM) {
      throw tooManyRows(`/${line}`);
    }
  }

  private add(properties: CalendarProperty[], text: string, line: number): void {
    const property = parseProperty(text);
    if (!property && text.trim() !== '') {
      this.report({ row: line, code: 'LEFT_OUT', message: 'The line cannot be read, and is left out.' });
    }
    if (property && properties.push(property) > PROPERTIES_MAXIMUM) {
      throw unreadable(`The task at line ${line} has more than ${PROPERTIES_MAXIMUM} properties.`);
    }
  }

  private *finish({ line, properties }: OpenTodo): Generator<FileTask> {
    const task = fromCalendar({ properties, titleOf: (uid) => this.titles.of(uid) });
    if (!task) {
      this.report({ row: line, code: 'LEFT_OUT', message: 'The task has no text, and is left out.' });
      return;
    }
    const uid = properties.find(({ name }) => name === 'UID')?.value;
    this.titles.keep(unescapeText(uid ?? ''), task.title);
    yield* fitTask(line, task, this.report);
  }
}

/**
 * The to-dos of a calendar (RFC 5545 section 3.6.2), identified by the line where they start.
 * @throws Problem MALFORMED_REQUEST, VALIDATION_FAILED
 */
export async function* readCalendarTasks(
  file: FileHandle,
  report: Report,
  slice: TimeSlice,
): AsyncGenerator<FileTask> {
  const reading = new CalendarReading(report);
  for await (const lines of readCalendarLines(file, slice)) {
    for (const line of lines) {
      if (reading.concerns(line)) {
        if (slice.isOver) {
          await slice.renew();
        }
        yield* reading.read(line);
      }
    }
  }
  reading.end();
}
