import { TAG_MAXIMUM, TITLE_MAXIMUM } from '../../core/task-limits';
import { isDueDate } from '../../core/due-date';
import { isLongerThan } from '../../../platform/validation/text.decorator';
import { type ForeignRow, linesOfOthers } from './foreign-columns';
import type { ForeignTask, Remark } from './foreign-task';
import { cutText } from './split-text';
import { readWrittenDate } from './written-date';

/** A row of type `task` with its context. */
export interface TodoistTask {
  readonly row: ForeignRow;
  readonly section?: string;
  /** The title of the parent task. */
  readonly parent?: string;
  /** An indent that cannot be read, or is deeper than that of any subtask here. */
  readonly oddIndent?: string;
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

/** Columns without information of their own. */
const LEFT_OUT = [
  'TYPE',
  'INDENT',
  'AUTHOR',
  'DATE_LANG',
  'TIMEZONE',
  'DEADLINE_LANG',
  'IS_COLLAPSED',
  'META',
];
/** Those, and the ones that are imported, of each type of row. */
const COLUMNS_OF = {
  task: new Set([
    ...LEFT_OUT,
    ...['CONTENT', 'DESCRIPTION', 'PRIORITY', 'RESPONSIBLE', 'DATE', 'DUE_DATE', 'DEADLINE'],
    ...['DURATION', 'DURATION_UNIT'],
  ]),
  note: new Set([...LEFT_OUT, 'CONTENT', 'DATE']),
  section: new Set([...LEFT_OUT, 'CONTENT', 'DESCRIPTION']),
};

const LABEL = new RegExp(`(?<=^|\\s)@([^\\s@]{1,${TAG_MAXIMUM}})(?=\\s|$)`, 'gu');

/** Content without a field of its own goes into the description, so that nothing is lost. */
export function fromTodoist({ row, section = '', parent, oddIndent, notes }: TodoistTask): ForeignTask {
  const isSectionTag = section !== '' && !isLongerThan(section, TAG_MAXIMUM);
  const dates = readDates(row);
  const priority = PRIORITY_OF.get(row.PRIORITY ?? '');
  const moved = [
    row.DURATION_UNIT && !row.DURATION && `Duration unit: ${row.DURATION_UNIT}`,
    oddIndent && `Indent: ${oddIndent}`,
    priority === undefined && `Priority: ${row.PRIORITY}`,
    ...furtherLines(row, 'task'),
  ].filter(Boolean);
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
      ...moved,
    ],
    fields: { priority: priority ?? 'none', dueDate: dates.dueDate },
    remarks: [...dates.remarks, ...(moved.length > 0 ? [CELLS_MOVED] : [])],
  };
}

export const CELLS_MOVED: Remark = [
  'MOVED_TO_DESCRIPTION',
  'A priority that is none of 1 to 4, an odd indent, or a cell without a field here, is in the description.',
];

/** The title of a row's task, as subtasks refer to it. */
export function titleOf(row: ForeignRow): string {
  return cutText(contentOf(row), TITLE_MAXIMUM);
}

/** A comment with its own date, not the task's. */
export function noteOf(row: ForeignRow): string {
  const date = row.DATE && `(${row.DATE})`;
  return [row.CONTENT, date, ...furtherLines(row, 'note')].filter(Boolean).join('\n');
}

/** The notes of a section, added to its first task; with the section's name where tasks keep only part of it. */
export function sectionNoteOf(row: ForeignRow): string {
  const name = ['Section', row.CONTENT].filter(Boolean).join(' ');
  const text = [row.DESCRIPTION, ...furtherLines(row, 'section')].filter(Boolean).join('\n');
  const isCut = isLongerThan(row.CONTENT ?? '', TITLE_MAXIMUM);
  return text || isCut ? [name, text].filter(Boolean).join(': ') : '';
}

/** Without labels, unless there is nothing else. */
function contentOf({ CONTENT = '' }: ForeignRow): string {
  return CONTENT.replace(LABEL, '').replace(/\s+/gu, ' ').trim() || CONTENT;
}

function labelsOf({ CONTENT = '' }: ForeignRow): string[] {
  return Array.from(CONTENT.matchAll(LABEL), ([, label = '']) => label);
}

/** Cells without a place of their own in what the row becomes. */
export function furtherLines(row: ForeignRow, type: keyof typeof COLUMNS_OF): string[] {
  return linesOfOthers(row, COLUMNS_OF[type]);
}

interface Dates {
  readonly dueDate: string | null;
  readonly lines: string[];
  readonly remarks: Remark[];
}

/** The date, or else the deadline, if it can be parsed; other details about them as text. */
function readDates(row: ForeignRow): Dates {
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
  const message = 'What a due date cannot hold (a time, a repetition, a second date) is in the description.';
  return { dueDate, lines, remarks: lines.length > 0 ? [['DATE_IN_DESCRIPTION', message]] : [] };
}
