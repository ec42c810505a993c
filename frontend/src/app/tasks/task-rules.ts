import { type SchemaPathTree, required, validate } from '@angular/forms/signals';
import { texts } from '../texts/texts';
import type { TaskFields } from './task-fields';

const TITLE = 200;
const DESCRIPTION = 10_000;
const TAGS = 20;
const TAG = 40;
const { taskFields } = texts;

export function isTitleTooLong(title: string): boolean {
  return [...title.trim()].length > TITLE;
}

/** The server's validation rules for a task, checked before submission. */
export function taskRules(path: SchemaPathTree<TaskFields>): void {
  required(path.title, { message: taskFields.titleRequired });
  validate(path.title, ({ value }) => {
    if (!value().trim()) {
      return { kind: 'blank', message: taskFields.titleRequired };
    }
    return isTitleTooLong(value()) ? { kind: 'long', message: taskFields.titleTooLong } : undefined;
  });
  validate(path.description, ({ value }) =>
    [...value()].length > DESCRIPTION ? { kind: 'long', message: taskFields.descriptionTooLong } : undefined,
  );
  validate(path.tags, ({ value }) => {
    if (value().length > TAGS) {
      return { kind: 'many', message: taskFields.tooManyTags };
    }
    const tooLong = value().some((tag) => [...tag].length > TAG);
    return tooLong ? { kind: 'long', message: taskFields.tagTooLong } : undefined;
  });
}
