import { TAG_MAXIMUM, TITLE_MAXIMUM } from '../../core/task-limits';
import { isDueDate } from '../../core/due-date';
import { isLongerThan } from '../../../platform/validation/text.decorator';
import type { ForeignTask, Remark } from './foreign-task';
import { cutText } from './split-text';
import { readWrittenDate } from './written-date';

/** A row of Todoist's CSV export, by the names of its columns. */
export type TodoistRow = Readonly<Record<string, string | undefined>>;

/** A row of the type `task` with what stands around it. */
export interface TodoistTask {
  readonly row: TodoistRow;
  readonly section?: string;
  /** The title of the task that this one is a part of. */
  readonly parent?: string;
  /** The comments below it, and before them what is said of the section that begins with it. */
  readonly notes: string[];
}

/** 1 is the highest and 4 none; an empty cell says nothing. */
const PRIORITY_OF: ReadonlyMap<string, string> = new Map([
  ['', 'none'],
  ['1', 'high'],
  ['2', 'medium'],
  ['3', 'low'],
  ['4', 'none'],
]);

/** Those that have a place, and those that say nothing of a task. */
const COLUMNS = new Set(
  `TYPE CONTENT DESCRIPTION PRIORITY INDENT AUTHOR RESPONSIBLE DATE DUE_DATE DATE_LANG TIMEZONE DURATION DURATION_UNIT
  DEADLINE DEADLINE_LANG IS_COLLAPSED META`.split(/\s+/),
);

const LABEL = new RegExp(`(?<=^|\\s)@([^\\s@]{1,${TAG_MAXIMUM}})(?=\\s|$)`, 'gu');

/** What has no field of its own goes into the description, so that nothing is lost. */
export function fromTodoist({ row, section = '', parent, notes }: TodoistTask): ForeignTask {
  const isSectionTag = section !== '' && !isLongerThan(section, TAG_MAXIMUM);
  const dates = readDates(row);
  const priority = PRIORITY_OF.get(row.PRIORITY ?? '');
  return {
    title: contentOf(row),
    tags: [...labelsOf(row), ...(isSectionTag ? [section] : [])],
    paragraphs: [
      row.DESCRIPTION,
      ...notes,
      parent && `Part of: ${parent}`,
      section !== '' && !isSectionTag && `Section: ${cutText(section, TITLE_MAXIMUM)}`,
      ...dates.lines,
      row.DURATION && `Duration: ${row.DURATION} ${row.DURATION_UNIT ?? ''}`.trim(),
      row.RESPONSIBLE && `Responsible: ${row.RESPONSIBLE}`,
      priority === undefined && `Priority: ${row.PRIORITY}`,
      ...furtherColumns(row),
    ],
    fields: { priority: priority ?? 'none', dueDate: dates.dueDate },
    remarks: [
      ...dates.remarks,
      ...(priority === undefined
        ? [['MOVED_TO_DESCRIPTION', 'The priority is none of 1 to 4, and is in the description.'] as const]
        : []),
    ],
  };
}

/** What the task of a row is called, as others say whose part they are. */
export function titleOf(row: TodoistRow): string {
  return cutText(contentOf(row), TITLE_MAXIMUM);
}

/** A comment with its date, which is not that of the task. */
export function noteOf({ CONTENT = '', DATE }: TodoistRow): string {
  return DATE ? `${CONTENT}\n(${DATE})` : CONTENT;
}

/** What is said of a section, in the task that it begins with; its name is there when the tasks have less of it. */
export function sectionNoteOf({ CONTENT = '', DESCRIPTION = '' }: TodoistRow): string {
  const isCut = isLongerThan(CONTENT, TITLE_MAXIMUM);
  return DESCRIPTION || isCut ? `Section ${CONTENT}: ${DESCRIPTION}`.replace(/: $/, '') : '';
}

/** Without its labels, unless it has nothing else. */
function contentOf({ CONTENT = '' }: TodoistRow): string {
  return CONTENT.replace(LABEL, '').replace(/\s+/gu, ' ').trim() || CONTENT;
}

function labelsOf({ CONTENT = '' }: TodoistRow): string[] {
  return Array.from(CONTENT.matchAll(LABEL), ([, label = '']) => label);
}

function furtherColumns(row: TodoistRow): string[] {
  return Object.entries(row)
    .filter(([name, cell]) => cell && name && !COLUMNS.has(name))
    .map(([name, cell]) => `${cutText(name, TAG_MAXIMUM)}: ${cell}`);
}

interface Dates {
  readonly dueDate: string | null;
  readonly lines: string[];
  readonly remarks: Remark[];
}

/** The date, or else the deadline, as far as it is one; everything else that is said about them in words. */
function readDates(row: TodoistRow): Dates {
  const said = [
    ['Date', row.DATE ?? row.DUE_DATE],
    ['Due date', row.DATE && row.DUE_DATE !== row.DATE ? row.DUE_DATE : undefined],
    ['Deadline', row.DEADLINE],
  ] as const;
  let dueDate: string | null = null;
  const lines: string[] = [];
  for (const [name, text] of said) {
    const { date, isAll } = readWrittenDate(text ?? '', row.DATE_LANG);
    const isTaken: boolean = dueDate === null && isDueDate(date);
    dueDate = isTaken ? (date ?? null) : dueDate;
    if (text && !((isTaken || date === dueDate) && isAll)) {
      lines.push(`${name}: ${text}`);
    }
  }
  const message = 'This is not a single date, so it was added to the description.';
  return { dueDate, lines, remarks: lines.length > 0 ? [['DATE_IN_DESCRIPTION', message]] : [] };
}
