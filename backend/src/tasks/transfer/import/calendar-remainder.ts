import { type CalendarProperty, unescapeText } from './calendar-property';
import type { Remark } from './foreign-task';

/** What a to-do says that no field of a task takes: lines of its description, and what to report of them. */
export interface Remainder {
  readonly lines: readonly string[];
  readonly remarks: readonly Remark[];
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
};

const PROPERTIES_MOVED: Remark = [
  'MOVED_TO_DESCRIPTION',
  'A status, a rule of repetition, a place, an address or the like is in the description.',
];
const REPEATED_MOVED: Remark = [
  'MOVED_TO_DESCRIPTION',
  'A property of which a task has only one comes again, and is in the description.',
];
const ATTACHMENT_LEFT_OUT: Remark = ['LEFT_OUT', 'An attachment that is in the file itself is left out.'];

/** What the fields of the task took from the to-do; an instant is undefined if it could not be read. */
export interface Taken {
  readonly completed: boolean;
  readonly completedAt: string | undefined;
  readonly createdAt: string | undefined;
}

/** Lines for values that the fields of a task cannot take over, or only in part. */
export function oddValues(valueOf: (name: string) => string, taken: Taken): string[] {
  const status = valueOf('STATUS');
  const percent = valueOf('PERCENT-COMPLETE');
  const priority = valueOf('PRIORITY');
  const part = /^\d{1,3}$/.test(percent) ? Number(percent) : undefined;
  const isSaid = percent === '' || part === 0 || (part === 100 && taken.completed);
  const completed = !taken.completedAt && valueOf('COMPLETED');
  const created = !taken.createdAt && valueOf('CREATED');
  const isCancelled = status.toUpperCase() === 'CANCELLED';
  return [
    /^(completed|needs-action)?$/i.test(status) ? '' : `Status: ${isCancelled ? 'cancelled' : status}`,
    isSaid ? '' : `Percent complete: ${percent}`,
    /^\d?$/.test(priority) ? '' : `Priority: ${priority}`,
    completed ? `Completed: ${completed}` : '',
    created ? `Created: ${created}` : '',
  ].filter(Boolean);
}

/** The parent, and lines for all other relations (RFC 5545 section 3.2.15: without a type, it is the parent). */
export function relationsOf(
  relations: readonly CalendarProperty[],
  titleOf: (uid: string) => string | undefined,
): { parent: string | undefined; others: string[] } {
  const all = relations.map(({ parameters, value }) => {
    const uid = unescapeText(value.trim());
    return { type: parameters.get('RELTYPE')?.toLowerCase() || 'parent', uid, title: titleOf(uid) ?? uid };
  });
  const parent = all.find(({ type, uid }) => type === 'parent' && uid !== '');
  const others = all
    .filter(({ type, uid }) => uid !== '' && !(type === 'parent' && uid === parent?.uid))
    .map(({ type, title }) => `Related to (${type.slice(0, 60)}): ${title}`);
  return { parent: parent?.title, others: [...new Set(others)] };
}

/** Other lines, and properties that no task has; an attachment in the file itself is left out. */
export function movedProperties(
  properties: readonly CalendarProperty[],
  others: readonly string[],
): Remainder {
  const moved = properties
    .filter((property) => LINES[property.name] && property.value && !isEmbedded(property))
    .map(({ name, value }) => `${LINES[name]}: ${unescapeText(value)}`);
  const lines = [...others, ...moved];
  return {
    lines,
    remarks: [
      ...(lines.length > 0 ? [PROPERTIES_MOVED] : []),
      ...(properties.some(isEmbedded) ? [ATTACHMENT_LEFT_OUT] : []),
    ],
  };
}

/** What comes after the first of a property that is taken over only once, unless it says the same. */
export function repeatedProperties(by: ReadonlyMap<string, readonly CalendarProperty[]>): Remainder {
  const lines = Object.entries(ONCE).flatMap(([name, label]) => {
    const [first, ...others] = (by.get(name) ?? []).map(({ value }) => value.trim());
    return [...new Set(others)]
      .filter((value) => value && value !== first)
      .map((value) => `${label}: ${unescapeText(value)}`);
  });
  return { lines, remarks: lines.length > 0 ? [REPEATED_MOVED] : [] };
}

/** An attachment whose data is embedded in the calendar. */
function isEmbedded({ name, parameters }: CalendarProperty): boolean {
  return name === 'ATTACH' && parameters.get('ENCODING')?.toUpperCase() === 'BASE64';
}
