import { isBlank } from '../../../platform/validation/text.decorator';
import { parseKeptInstant } from '../../../platform/validation/instant';
import { isDueDate } from '../../core/due-date';
import { type CalendarProperty, splitTexts, unescapeText } from './calendar-property';
import { DATES_MOVED, type ForeignTask, type Remark, titleOrFirstLine } from './foreign-task';

/** A to-do of a calendar. */
export interface CalendarTodo {
  readonly properties: readonly CalendarProperty[];
  /** The title of a preceding to-do by its UID. */
  readonly titleOf: (uid: string) => string | undefined;
}

/** Properties without a field here become lines of the description; recurrence rules are not expanded. */
const LINES: Readonly<Record<string, string>> = {
  COMMENT: 'Comment',
  LOCATION: 'Location',
  GEO: 'Position',
  URL: 'URL',
  CONTACT: 'Contact',
  ORGANIZER: 'Organiser',
  ATTENDEE: 'Attendee',
  RESOURCES: 'Resources',
  ATTACH: 'Attachment',
  DURATION: 'Duration',
  RRULE: 'Repeats',
  RDATE: 'Repeats on',
  EXDATE: 'Except on',
};

/** Properties of which the first one is taken over. */
const ONCE: Readonly<Record<string, string>> = {
  SUMMARY: 'Summary',
  DESCRIPTION: 'Description',
  DUE: 'Due',
  DTSTART: 'Start',
  PRIORITY: 'Priority',
  STATUS: 'Status',
  'PERCENT-COMPLETE': 'Percent complete',
  COMPLETED: 'Completed',
  CREATED: 'Created',
  'RELATED-TO': 'Related to',
};

const DATE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/;

/** Undefined for a to-do without visible content. */
export function fromCalendar({ properties, titleOf }: CalendarTodo): ForeignTask | undefined {
  const by = Map.groupBy(properties, ({ name }) => name);
  const valueOf = (name: string): string => by.get(name)?.[0]?.value.trim() ?? '';
  const textOf = (name: string): string => unescapeText(by.get(name)?.[0]?.value ?? '');
  const description = textOf('DESCRIPTION');
  const title = titleOrFirstLine(textOf('SUMMARY'), description);
  if (isBlank(title)) {
    return undefined;
  }
  const due = readDate(by.get('DUE')?.[0], 'Due');
  const start = readDate(by.get('DTSTART')?.[0], 'Start');
  const status = valueOf('STATUS').toUpperCase();
  const percent = valueOf('PERCENT-COMPLETE');
  const completed =
    status === '' ? by.has('COMPLETED') || percent === '100' : ['COMPLETED', 'CANCELLED'].includes(status);
  const moved = movedLines(properties);
  const repeated = repeatedLines(by);
  const parent = textOf('RELATED-TO');
  return {
    title,
    tags: (by.get('CATEGORIES') ?? []).flatMap(({ value }) => splitTexts(value)),
    paragraphs: [
      description,
      parent && `Part of: ${titleOf(parent) ?? parent}`,
      due.line,
      start.date && `Start: ${start.date}`,
      start.line,
      status === 'CANCELLED' && 'Status: cancelled',
      !completed && Number(percent) > 0 && `Percent complete: ${percent}`,
      ...moved,
      ...repeated,
    ],
    fields: {
      priority: priorityOf(valueOf('PRIORITY')),
      dueDate: due.date ?? null,
      completed,
      completedAt: completed ? (instantOf(valueOf('COMPLETED')) ?? null) : null,
      createdAt: instantOf(valueOf('CREATED')),
    },
    remarks: [
      ...(due.line || start.line || start.date ? [DATES_MOVED] : []),
      ...(moved.length > 0 ? [PROPERTIES_MOVED] : []),
      ...(repeated.length > 0 ? [REPEATED_MOVED] : []),
      ...(properties.some(isEmbedded) ? [ATTACHMENT_LEFT_OUT] : []),
    ],
  };
}

const PROPERTIES_MOVED: Remark = [
  'MOVED_TO_DESCRIPTION',
  'A rule of repetition, a place, an address or the like is in the description.',
];
const REPEATED_MOVED: Remark = [
  'MOVED_TO_DESCRIPTION',
  'A property of which a task has only one comes again, and is in the description.',
];
const ATTACHMENT_LEFT_OUT: Remark = ['LEFT_OUT', 'An attachment that is in the file itself is left out.'];

/** An attachment whose data is embedded in the calendar. */
function isEmbedded({ name, parameters }: CalendarProperty): boolean {
  return name === 'ATTACH' && parameters.get('ENCODING')?.toUpperCase() === 'BASE64';
}

function movedLines(properties: readonly CalendarProperty[]): string[] {
  return properties
    .filter((property) => LINES[property.name] && property.value && !isEmbedded(property))
    .map(({ name, value }) => `${LINES[name]}: ${unescapeText(value)}`);
}

/** What comes after the first of a property that is taken over only once, unless it says the same. */
function repeatedLines(by: ReadonlyMap<string, readonly CalendarProperty[]>): string[] {
  return Object.entries(ONCE).flatMap(([name, label]) => {
    const [first, ...others] = (by.get(name) ?? []).map(({ value }) => value.trim());
    return [...new Set(others)]
      .filter((value) => value && value !== first)
      .map((value) => `${label}: ${unescapeText(value)}`);
  });
}

/** RFC 5545 section 3.8.1.9: 1 is the highest, 5 the middle, 9 the lowest; 0 says nothing. */
function priorityOf(value: string): string {
  const number = /^\d$/.test(value) ? Number(value) : 0;
  const words = ['none', 'high', 'high', 'high', 'high', 'medium', 'low', 'low', 'low', 'low'];
  return words[number] ?? 'none';
}

interface ReadDate {
  readonly date?: string;
  /** Details that the date alone does not convey. */
  readonly line?: string;
}

/** The calendar date in the time zone named by the calendar; the server does not know any other. */
function readDate(property: CalendarProperty | undefined, name: string): ReadDate {
  if (!property) {
    return {};
  }
  const value = property.value.trim();
  const [, year, month, day, hour, minute, , utc] = DATE.exec(value) ?? [];
  const date = `${year}-${month}-${day}`;
  if (!isDueDate(date)) {
    return { line: `${name}: ${value}` };
  }
  const zone = utc ? ' UTC' : zoneOf(property);
  return { date, line: hour && `${name}: ${date} ${hour}:${minute}${zone}` };
}

function zoneOf({ parameters }: CalendarProperty): string {
  const zone = parameters.get('TZID');
  return zone ? ` (${zone.slice(0, 60)})` : '';
}

/** An instant in UTC, as these properties require. */
function instantOf(value: string): string | undefined {
  const [, year, month, day, hour, minute, second] = DATE.exec(value) ?? [];
  const text = `${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}Z`;
  return parseKeptInstant(text)?.toISOString();
}
