import { isBlank, isLongerThan } from '../../../platform/validation/text.decorator';
import { distinctTags } from '../../core/fold-tag';
import { DESCRIPTION_MAXIMUM, TAG_MAXIMUM, TAGS_MAXIMUM, TITLE_MAXIMUM } from '../../core/task-limits';
import type { Adaptation, AdaptationCode, Report } from './adaptation';
import type { FileTask } from './file-task';
import { cutText, splitText } from './split-text';

/** Labels of a task that are looked at one by one; others are kept as they are, in the description. */
export const LABELS_MAXIMUM = 5 * TAGS_MAXIMUM;

/** A task from another program, which may exceed our limits. */
export interface ForeignTask {
  readonly title: string;
  readonly tags: readonly string[];
  /** The paragraphs of its description, in order; empty ones are skipped. */
  readonly paragraphs: readonly (string | false | null | undefined)[];
  /** All other fields, unchanged, to be validated by their rules. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Adaptations made so far. */
  readonly remarks: readonly Remark[];
}

/** An adaptation of a task whose row is not known yet. */
export type Remark = readonly [code: AdaptationCode, message: string];

export const DATES_MOVED: Remark = [
  'DATE_IN_DESCRIPTION',
  'A time of day, a start, or a date that cannot be read is in the description.',
];

/** The title, or else the first line of the description; blank if nothing is visible. */
export function titleOrFirstLine(title: string, description: string): string {
  return isBlank(title) ? (description.trimStart().split('\n', 1)[0] ?? '') : title;
}

/**
 * Fits the task to our limits without losing anything: a title that is too long, and tags that are too many or too
 * long, go into the description; a description that is too long continues in further tasks below this one.
 */
export function* fitTask(row: number, task: ForeignTask, report: Report): Generator<FileTask> {
  const pointer = `/${row}`;
  const tell = (...[code, message]: Remark): void => report({ row, code, message } satisfies Adaptation);
  task.remarks.forEach((remark) => tell(...remark));
  const title = cutText(task.title.trim(), TITLE_MAXIMUM);
  const isShortened = title !== task.title.trim();
  if (isShortened) {
    tell('TITLE_SHORTENED', `The title is cut to ${TITLE_MAXIMUM} characters, and whole in the description.`);
  }
  const { tags, others } = sortTags(task.tags);
  if (others.length > 0) {
    const message = `Labels beyond ${TAGS_MAXIMUM} or of more than ${TAG_MAXIMUM} characters are in the description.`;
    tell('TAGS_IN_DESCRIPTION', message);
  }
  const paragraphs = [
    isShortened && task.title.trim(),
    ...task.paragraphs,
    others.length > 0 && `Labels: ${others.join(', ')}`,
  ];
  const description = paragraphs.filter(Boolean).join('\n\n');
  const [first = null, ...rest] = splitText(description, DESCRIPTION_MAXIMUM);
  if (rest.length > 0) {
    const more = rest.length === 1 ? '1 more task' : `${rest.length} more tasks`;
    const message = `The description has more than ${DESCRIPTION_MAXIMUM} characters and goes on in ${more}.`;
    tell('DESCRIPTION_CONTINUED', message);
  }
  yield { pointer, value: { ...task.fields, title, tags, description: first } };
  for (const [index, part] of rest.entries()) {
    const suffix = ` (${index + 2}/${rest.length + 1})`;
    const shorter = cutText(title, TITLE_MAXIMUM - suffix.length);
    yield { pointer, value: { ...continuationOf(task), title: shorter + suffix, tags, description: part } };
  }
}

/** Completed if the task is; due date and priority are not repeated. */
function continuationOf({ fields }: ForeignTask): object {
  return { completed: fields.completed, completedAt: fields.completedAt, createdAt: fields.createdAt };
}

function sortTags(all: readonly string[]): { tags: string[]; others: string[] } {
  const tags: string[] = [];
  const others: string[] = [];
  const first = all.slice(0, LABELS_MAXIMUM).map((each) => each.trim());
  for (const tag of distinctTags(first.filter((each) => !isBlank(each)))) {
    const fits = !isLongerThan(tag, TAG_MAXIMUM) && tags.length < TAGS_MAXIMUM;
    (fits ? tags : others).push(tag);
  }
  return { tags, others: others.concat(all.slice(LABELS_MAXIMUM).filter((each) => each.trim() !== '')) };
}
