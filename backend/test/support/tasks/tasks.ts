import { v7 as uuidv7 } from 'uuid';
import type { TaskPageDto } from '../../../src/tasks/core/dto/task-page.dto';
import type { TaskDto } from '../../../src/tasks/core/dto/task.dto';
import type { Statements } from '../database/sql-pool';
import type { Answer, Visitor } from '../people/visitor';
import { exampleTask } from './task-examples';

export const TASKS = '/api/v1/tasks';
export const UNKNOWN_ID = '01900000-0000-7000-8000-000000000000';

/** Every field that a person can write, with the values of a task about which only the title is known. */
export const EMPTY_TASK = exampleTask('empty');

export async function createTask(visitor: Visitor, fields: object = {}): Promise<TaskDto> {
  const answer = await visitor.send<TaskDto>('POST', TASKS, {
    body: { title: 'Water the plants', ...fields },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

export async function readTask(visitor: Visitor, id: string): Promise<TaskDto> {
  const answer = await visitor.send<TaskDto>('GET', `${TASKS}/${id}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

/** A row in place of a request, for what no request can set or what would take too many. */
export interface NewTaskRow {
  title: string;
  description?: string;
  priority?: TaskDto['priority'];
  due_date?: string;
  tags?: string[];
  created_at?: string;
  updated_at?: string;
}

/** Inserts tasks straight into the table; resolves to their ids, in the order of the rows. */
export async function insertTasks(owner: Statements, ownerId: string, rows: NewTaskRow[]): Promise<string[]> {
  const withIds = rows.map((row) => ({ id: uuidv7(), ...row }));
  await owner.query(
    `INSERT INTO tasks (id, owner_id, title, description, priority, due_date, tags, created_at, updated_at)
     SELECT id, $2, title, description, coalesce(priority, 'none'), due_date, coalesce(tags, '{}'),
            coalesce(created_at, now()), coalesce(updated_at, now())
     FROM jsonb_to_recordset($1) AS row (id uuid, title text, description text, priority task_priority,
                                         due_date date, tags text[], created_at timestamptz, updated_at timestamptz)`,
    [JSON.stringify(withIds), ownerId],
  );
  return withIds.map(({ id }) => id);
}

export function listTasks(
  visitor: Visitor,
  query: Record<string, string> = {},
): Promise<Answer<TaskPageDto>> {
  return visitor.send<TaskPageDto>('GET', `${TASKS}?${new URLSearchParams(query).toString()}`);
}

export async function titlesOf(visitor: Visitor, query: Record<string, string>): Promise<string[]> {
  const answer = await listTasks(visitor, query);
  expect(answer.status).toBe(200);
  return answer.body.items.map(({ title }) => title);
}

/** Every task of a list, page by page along `Link: rel="next"`. */
export async function walkPages(
  visitor: Visitor,
  query: Record<string, string>,
  betweenPages: () => Promise<unknown> = () => Promise.resolve(),
): Promise<TaskDto[]> {
  const found: TaskDto[] = [];
  for (let page = await listTasks(visitor, query); ;) {
    expect(page.status).toBe(200);
    found.push(...page.body.items);
    const next = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
    expect(next === undefined).toBe(page.body.nextCursor === null);
    if (next === undefined) {
      return found;
    }
    await betweenPages();
    page = await visitor.send<TaskPageDto>('GET', next);
  }
}
