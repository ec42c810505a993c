import { isBlank } from '../../../platform/validation/text.decorator';
import { parseKeptInstant } from '../../../platform/validation/instant';
import { isDueDate } from '../../core/due-date';
import { DATES_MOVED, type ForeignTask, type Remark, titleOrFirstLine } from './foreign-task';
import { type ForeignRow, linesOfOthers } from './foreign-columns';
import { isZone, toZone } from './zoned-date';

const PRIORITY_OF: ReadonlyMap<string, string> = new Map([
  ['', 'none'],
  ['0', 'none'],
  ['1', 'low'],
  ['3', 'medium'],
  ['5', 'high'],
]);
/** 2 is completed and archived; -1 is abandoned. */
const DONE = ['1', '2', '-1'];
const STATUSES = ['', '0', ...DONE];

/** Columns that are imported, and those without information about a task. */
const COLUMNS = new Set([
  ...[
    'folder name',
    'list name',
    'title',
    'kind',
    'tags',
    'content',
    'is check list',
    'start date',
    'due date',
  ],
  ...['reminder', 'repeat', 'priority', 'status', 'created time', 'completed time', 'order', 'timezone'],
  ...['is all day', 'is floating', 'column name', 'column order', 'view mode', 'taskid', 'parentid'],
]);

/** From a row by lower-case column name; undefined for one without visible content. */
export function fromTickTick(row: ForeignRow, parent: string | undefined): ForeignTask | undefined {
  const content = contentOf(row);
  const title = titleOrFirstLine(row.title ?? '', content);
  if (isBlank(title)) {
    return undefined;
  }
  const dates = readDates(row);
  const completed = DONE.includes(row.status ?? '');
  const priority = PRIORITY_OF.get(row.priority ?? '');
  const completedAt = completed ? instantOf(row['completed time']) : undefined;
  const createdAt = instantOf(row['created time']);
  const isZoneUnknown = row.timezone !== undefined && !isZone(row.timezone);
  const lines = [
    row['folder name'] && `Folder: ${row['folder name']}`,
    row['column name'] && `Column: ${row['column name']}`,
    row.status === '-1' && 'Status: given up',
    !STATUSES.includes(row.status ?? '') && `Status: ${row.status}`,
    priority === undefined && `Priority: ${row.priority}`,
    row.repeat && `Repeats: ${row.repeat}`,
    row.reminder && `Reminder: ${row.reminder}`,
    !createdAt && row['created time'] && `Created time: ${row['created time']}`,
    !completedAt && row['completed time'] && `Completed time: ${row['completed time']}`,
    isZoneUnknown && `Time zone: ${row.timezone}`,
    ...linesOfOthers(row, COLUMNS),
  ].filter((line) => typeof line === 'string' && line !== '');
  return {
    title,
    tags: [...(row.tags?.split(',') ?? []), row['list name'] ?? ''],
    paragraphs: [content, parent && `Part of: ${parent}`, ...dates.lines, ...lines],
    fields: {
      priority: priority ?? 'none',
      dueDate: dates.dueDate,
      completed,
      completedAt: completedAt?.toISOString() ?? null,
      createdAt: createdAt?.toISOString(),
    },
    remarks: [
      ...(dates.lines.length > 0 ? [DATES_MOVED] : []),
      ...(isZoneUnknown ? [ZONE_MOVED] : []),
      ...(lines.length > Number(isZoneUnknown) ? [FIELDS_MOVED] : []),
    ],
  };
}

const FIELDS_MOVED: Remark = [
  'MOVED_TO_DESCRIPTION',
  'A folder, a column, a reminder, a repetition, a status or the like is in the description.',
];
const ZONE_MOVED: Remark = [
  'MOVED_TO_DESCRIPTION',
  'The time zone is not known: any days are those in UTC, and its name is in the description.',
];

/** Checklist items start with a square, on separate lines or one after the other. */
function contentOf({ content = '', 'is check list': isCheckList }: ForeignRow): string {
  const text = content.replace(/\r\n?/g, '\n');
  return isCheckList?.toUpperCase() === 'Y'
    ? text.replace(/\n?([▫▪]) ?/g, (_, square) => (square === '▫' ? '\n[ ] ' : '\n[x] ')).trimStart()
    : text;
}

/** The calendar date is in the task's time zone. */
function readDates(row: ForeignRow): { dueDate: string | null; lines: string[] } {
  const isAllDay = row['is all day']?.toLowerCase() !== 'false';
  const due = dayOf(row['due date'], row.timezone);
  const start = dayOf(row['start date'], row.timezone);
  const day = due ?? start;
  const dueDate = day && isDueDate(day.date) ? day.date : null;
  const isOther = (text: string | undefined): boolean =>
    Boolean(text) && text !== (row['due date'] ?? row['start date']);
  const say = (name: string, text: string | undefined, found: typeof due): string =>
    `${name}: ${found ? `${found.date}${isAllDay ? '' : ` ${found.time} (${found.zone})`}` : text}`;
  return {
    dueDate,
    lines: [
      ...(row['due date'] && (!due || !isAllDay || dueDate === null)
        ? [say('Due', row['due date'], due)]
        : []),
      ...(isOther(row['start date']) || (row['start date'] && !row['due date'] && (!start || !isAllDay))
        ? [say('Start', row['start date'], start)]
        : []),
    ],
  };
}

function dayOf(text: string | undefined, zone = 'UTC'): ReturnType<typeof toZone> | undefined {
  const instant = instantOf(text);
  return instant && toZone(instant, zone);
}

/** `2026-11-21T16:00:00+0000`, without the colon of RFC 3339. */
function instantOf(text: string | undefined): Date | undefined {
  return parseKeptInstant(text?.slice(0, 40).replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}
