import { isCalendarDate } from '../../validation/calendar-date.decorator';
import { TAG_MAXIMUM, TITLE_MAXIMUM } from '../../tasks/task-limits';

/** A row of Todoist's CSV export, by the names of its columns. */
export type TodoistRow = Readonly<Record<string, string | undefined>>;

/** A row of the type `task` with what stands around it. */
export interface TodoistTask {
  readonly row: TodoistRow;
  readonly section?: string;
  /** The content of the task that this one is a part of. */
  readonly parent?: string;
  /** The comments below it. */
  readonly notes: string[];
}

/** 1 is the highest and 4 none; an empty cell says nothing. */
const PRIORITY_OF: Readonly<Record<string, string>> = {
  '': 'none',
  1: 'high',
  2: 'medium',
  3: 'low',
  4: 'none',
};

const LABEL = new RegExp(`(?<=^|\\s)@([^\\s@]{1,${TAG_MAXIMUM}})(?=\\s|$)`, 'gu');

/** As a request for a new task; what has no field of its own goes into the description, so that nothing is lost. */
export function fromTodoist({ row, section = '', parent, notes }: TodoistTask): object {
  const title = titleOf(row);
  const isTitleCut = Array.from(title).length > TITLE_MAXIMUM;
  const isSectionTag = section !== '' && Array.from(section).length <= TAG_MAXIMUM;
  const dates = readDates(row);
  const parts = [
    isTitleCut && title,
    row.DESCRIPTION,
    ...notes,
    parent && `Part of: ${parent}`,
    section !== '' && !isSectionTag && `Section: ${section}`,
    ...dates.remarks,
    row.DURATION && `Duration: ${row.DURATION} ${row.DURATION_UNIT ?? ''}`.trim(),
    row.RESPONSIBLE && `Responsible: ${row.RESPONSIBLE}`,
  ];
  return {
    title: isTitleCut ? cut(title) : title,
    description: parts.filter(Boolean).join('\n\n') || null,
    priority: PRIORITY_OF[row.PRIORITY ?? ''] ?? row.PRIORITY,
    dueDate: dates.dueDate,
    tags: [...labelsOf(row), ...(isSectionTag ? [section] : [])],
  };
}

/** The content without its labels, unless it has nothing else. */
export function titleOf({ CONTENT = '' }: TodoistRow): string {
  return CONTENT.replace(LABEL, '').replace(/\s+/gu, ' ').trim() || CONTENT;
}

function labelsOf({ CONTENT = '' }: TodoistRow): string[] {
  return Array.from(CONTENT.matchAll(LABEL), ([, label = '']) => label);
}

function cut(title: string): string {
  return `${Array.from(title)
    .slice(0, TITLE_MAXIMUM - 1)
    .join('')
    .trimEnd()}…`;
}

/** The date, or else the deadline, as far as it is one; everything else that is said about them in words. */
function readDates({ DATE = '', DEADLINE = '' }: TodoistRow): { dueDate: string | null; remarks: string[] } {
  const [date, deadline] = [DATE.slice(0, 10), DEADLINE.slice(0, 10)].map((text) =>
    isCalendarDate(text) ? text : null,
  );
  const dueDate = date ?? deadline ?? null;
  return {
    dueDate,
    remarks: [
      ...(DATE === '' || DATE === dueDate ? [] : [`Date: ${DATE}`]),
      ...(DEADLINE === '' || DEADLINE === dueDate ? [] : [`Deadline: ${DEADLINE}`]),
    ],
  };
}
