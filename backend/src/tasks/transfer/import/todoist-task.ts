import { TAG_MAXIMUM, TITLE_MAXIMUM } from '../../core/task-limits';
import { isDueDate } from '../../core/due-date';
import { isLongerThan } from '../../../platform/validation/text.decorator';
import type { ForeignTask, Remark } from './foreign-task';
import { cutText } from './split-text';
import { readWrittenDate } from './written-date';

/** A row of Todoist's CSV export, by column name. */
export type TodoistRow = Readonly<Record<string, string | undefined>>;

/** A row of type `task` with its context. */
export interface TodoistTask {
  readonly row: TodoistRow;
  readonly section?: string;
  /** The title of the parent task. */
  readonly parent?: string;
  /** The task's comments, preceded by the notes of the section that starts with it. */
  readonly notes: string[];
}

/** 1 is the highest and 4 none; an empty cell means unspecified. */
const PRIORITY_OF: ReadonlyMap<string, string> = new Map([
  ['', 'none'],
  ['1', 'high'],
  ['2', 'medium'],
  ['3', 'low'],
  ['4', 'none'],
]);

/** Columns that are imported, and those without information about a task. */
const COLUMNS = new Set(
  `TYPE CONTENT DESCRIPTION PRIORITY INDENT AUTHOR RESPONSIBLE DATE DUE_DATE DATE_LANG TIMEZONE DURATION DURATION_UNIT
  DEADLINE DEADLINE_LANG IS_COLLAPSED META`.split(/\s+/),
);

const LABEL = new RegExp(`(?<=^|\\s)@([^\\s@]{1,${TAG_MAXIMUM}})(?=\\s|$)`, 'gu');

/** Content without a field of its own goes into the description, so that nothing is lost. */
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

/** The title of a row's task, as subtasks refer to it. */
export function titleOf(row: TodoistRow): string {
  return cutText(contentOf(row), TITLE_MAXIMUM);
}

/** A comment with its own date, not the task's. */
export function noteOf({ CONTENT = '', DATE }: TodoistRow): string {
  return DATE ? `${CONTENT}\n(${DATE})` : CONTENT;
}

/** The notes of a section, added to its first task; with the section's name where tasks keep only part of it. */
export function sectionNoteOf({ CONTENT = '', DESCRIPTION = '' }: TodoistRow): string {
  const isCut = isLongerThan(CONTENT, TITLE_MAXIMUM);
  return DESCRIPTION || isCut ? `Section ${CONTENT}: ${DESCRIPTION}`.replace(/: $/, '') : '';
}

/** Without labels, unless there is nothing else. */
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

/** The date, or else the deadline, if it can be parsed; other details about them as text. */
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
