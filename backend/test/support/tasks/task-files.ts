import type { TaskDto } from '../../../src/tasks/core/dto/task.dto';
import type { ImportResultDto } from '../../../src/tasks/transfer/import/dto/import-result.dto';
import type { Answer, Visitor } from '../people/visitor';
import { TASKS, walkPages } from './tasks';

export const TASK_EXPORT = `${TASKS}/export`;
export const TASK_IMPORT = `${TASKS}/import`;

const TYPES: Record<string, string> = {
  csv: 'text/csv',
  todoist: 'text/csv',
  ticktick: 'text/csv',
  ics: 'text/calendar',
  json: 'application/json',
};

export interface ImportOptions {
  dryRun?: boolean;
  headers?: Record<string, string>;
}

export function exportTasks(visitor: Visitor, format: string): Promise<Answer> {
  return visitor.send('GET', `${TASK_EXPORT}?format=${format}`);
}

/** Sends a file as it is. */
export function importFile(
  visitor: Visitor,
  format: string,
  body: string,
  { dryRun = false, headers = {} }: ImportOptions = {},
): Promise<Answer<ImportResultDto & Record<string, unknown>>> {
  const query = new URLSearchParams({ format, ...(dryRun && { dryRun: 'true' }) });
  return visitor.send('POST', `${TASK_IMPORT}?${query.toString()}`, {
    body,
    headers: { 'content-type': TYPES[format] ?? format, ...headers },
  });
}

/** A JSON file of these tasks. */
export function jsonFile(tasks: unknown[]): string {
  return JSON.stringify({ format: 'taskward-tasks', version: 1, tasks });
}

/** Imports what has to be right. */
export async function importTasks(visitor: Visitor, tasks: object[]): Promise<void> {
  const answer = await importFile(visitor, 'json', jsonFile(tasks));
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual(expect.objectContaining({ imported: tasks.length, dryRun: false }));
}

/** All tasks in the order in which they were made. */
export async function allTasks(visitor: Visitor): Promise<TaskDto[]> {
  const tasks = await walkPages(visitor, { limit: '200' });
  return tasks.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** What is the same in a task and in its copy. */
export function contentOf({
  id: _id,
  version: _version,
  updatedAt: _updatedAt,
  ...content
}: TaskDto): object {
  return content;
}
