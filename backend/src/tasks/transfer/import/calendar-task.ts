import { isBlank } from '../../../platform/validation/text.decorator';
import { parseKeptInstant } from '../../../platform/validation/instant';
import { isDueDate } from '../../core/due-date';
import { type CalendarProperty, splitTexts, unescapeText } from './calendar-property';
import { movedProperties, oddValues, relationsOf, repeatedProperties } from './calendar-remainder';
import { DATES_MOVED, type ForeignTask, LABELS_MAXIMUM, titleOrFirstLine } from './foreign-task';

/** A to-do of a calendar. */
export interface CalendarTodo {
  readonly properties: readonly CalendarProperty[];
  /** The title of a preceding to-do by its UID. */
  readonly titleOf: (uid: string) => string | undefined;
}

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
  const completedAt = completed ? instantOf(valueOf('COMPLETED')) : undefined;
  const createdAt = instantOf(valueOf('CREATED'));
  const { parent, others } = relationsOf(by.get('RELATED-TO') ?? [], titleOf);
  const remainders = [
    movedProperties(properties, [...oddValues(valueOf, { completed, completedAt, createdAt }), ...others]),
    repeatedProperties(by),
  ];
  return {
    title,
    tags: labelsOf(by.get('CATEGORIES') ?? []),
    paragraphs: [
      description,
      parent && `Part of: ${parent}`,
      due.line,
      start.line || (start.date && `Start: ${start.date}`),
      ...remainders.flatMap(({ lines }) => lines),
    ],
    fields: {
      priority: priorityOf(valueOf('PRIORITY')),
      dueDate: due.date ?? null,
      completed,
      completedAt: completedAt ?? null,
      createdAt,
    },
    remarks: [
      ...(due.line || start.line || start.date ? [DATES_MOVED] : []),
      ...remainders.flatMap(({ remarks }) => remarks),
    ],
  };
}

/** As many as are looked at one by one, and then the others of each property together. */
function labelsOf(categories: readonly CalendarProperty[]): string[] {
  const labels: string[] = [];
  for (const { value } of categories) {
    labels.push(...splitTexts(value, Math.max(LABELS_MAXIMUM - labels.length, 0)));
  }
  return labels;
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
