import { isCalendarDate } from '../../../platform/validation/calendar-date.decorator';
import { TAG_MAXIMUM, TAGS_MAXIMUM, TITLE_MAXIMUM } from '../../core/task-limits';
import { isLongerThan } from '../../../platform/validation/text.decorator';

/** A row of Todoist's CSV export, by the names of its columns. */
export type TodoistRow = Readonly<Record<string, string | undefined>>;

/** A row of the type `task` with what stands around it. */
export interface TodoistTask {
  readonly row: TodoistRow;
  readonly section?: string;
  /** The title of the task that this one is a part of. */
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
  const content = contentOf(row);
  const title = cut(content);
  const isSectionTag = section !== '' && !isLongerThan(section, TAG_MAXIMUM);
  const dates = readDates(row);
  const parts = [
    title !== content && content,
    row.DESCRIPTION,
    ...notes,
    parent && `Part of: ${parent}`,
    section !== '' && !isSectionTag && `Section: ${section}`,
    ...dates.remarks,
    row.DURATION && `Duration: ${row.DURATION} ${row.DURATION_UNIT ?? ''}`.trim(),
    row.RESPONSIBLE && `Responsible: ${row.RESPONSIBLE}`,
  ];
  return {
    title,
    description: parts.filter(Boolean).join('\n\n') || null,
    priority: PRIORITY_OF[row.PRIORITY ?? ''] ?? row.PRIORITY,
    dueDate: dates.dueDate,
    tags: [...labelsOf(row), ...(isSectionTag ? [section] : [])],
  };
}

/** What the task of a row is called. */
export function titleOf(row: TodoistRow): string {
  return cut(contentOf(row));
}

/** Without its labels, unless it has nothing else. */
function contentOf({ CONTENT = '' }: TodoistRow): string {
  return CONTENT.replace(LABEL, '').replace(/\s+/gu, ' ').trim() || CONTENT;
}

/** Once each; of too many one is enough to be refused. */
function labelsOf({ CONTENT = '' }: TodoistRow): string[] {
  const labels = Array.from(CONTENT.matchAll(LABEL), ([, label = '']) => label);
  return [...new Set(labels)].slice(0, TAGS_MAXIMUM + 1);
}

function cut(content: string): string {
  if (!isLongerThan(content, TITLE_MAXIMUM)) {
    return content;
  }
  const title = Array.from(content.slice(0, 2 * TITLE_MAXIMUM)).slice(0, TITLE_MAXIMUM - 1);
  return `${title.join('').trimEnd()}…`;
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
