import ICAL from 'ical.js';
import type { Priority } from '../../core/task.entity';
import type { TaskRow } from '../../core/dto/task.dto';
import type { ExportFormat } from './export-format';

const LINE_END = '\r\n';

/** RFC 5545 section 3.8.1.9: 1 is the highest, 0 says nothing. */
const PRIORITY_NUMBERS: Readonly<Record<Priority, number>> = { high: 1, medium: 5, low: 9, none: 0 };

/** Characters that RFC 5545 does not allow in text. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL_CHARACTERS = /[\x00-\x08\x0b-\x1f\x7f]/g;

// Lines have 75 octets at most (RFC 5545 section 3.1); the library does not count the space that a folded one begins with.
ICAL.foldLength = 74;

/** A calendar of to-dos (RFC 5545 section 3.6.2). */
export const icalendarFormat: ExportFormat = {
  type: 'text/calendar; charset=utf-8',
  head: ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Taskward//Taskward//EN', ''].join(LINE_END),
  write: (tasks) => tasks.map((task) => ICAL.stringify(toTodo(task))).join(''),
  tail: `END:VCALENDAR${LINE_END}`,
};

type Property = [name: string, parameters: object, type: string, value: string | number];

/** As jCal (RFC 7265). */
function toTodo(task: TaskRow): unknown[] {
  const { description, dueDate, tags, completedAt } = task;
  const properties: Property[] = [
    ['uid', {}, 'text', task.id],
    ['dtstamp', {}, 'date-time', toSeconds(task.updatedAt)],
    ['created', {}, 'date-time', toSeconds(task.createdAt)],
    ['last-modified', {}, 'date-time', toSeconds(task.updatedAt)],
    ['summary', {}, 'text', toText(task.title)],
    ['priority', {}, 'integer', PRIORITY_NUMBERS[task.priority]],
    ['status', {}, 'text', completedAt ? 'COMPLETED' : 'NEEDS-ACTION'],
  ];
  if (description) {
    properties.push(['description', {}, 'text', toText(description)]);
  }
  if (dueDate) {
    properties.push(['due', {}, 'date', dueDate]);
  }
  // One property per tag: some readers ignore separators after a backslash.
  properties.push(...tags.map((tag): Property => ['categories', {}, 'text', toText(tag)]));
  if (completedAt) {
    properties.push(['completed', {}, 'date-time', toSeconds(completedAt)]);
  }
  return ['vtodo', properties, []];
}

/** Normalises line ends and drops characters that the format cannot represent. */
function toText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL_CHARACTERS, '');
}

function toSeconds(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}
