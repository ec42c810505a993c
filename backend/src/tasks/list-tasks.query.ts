import type { EntityManager } from 'typeorm';
import type { ListTasksDto } from './dto/list-tasks.dto';
import { TASK_COLUMNS, type TaskRow } from './dto/task.dto';
import { readCursor, writeCursor } from './task-cursor';
import { orderOf } from './task-order';

/** The expression of the index `tasks_by_words`. */
const WORDS = `owned_task_words(owner_id, title || ' ' || coalesce(description, ''))`;
const WORD = /^[\p{L}\p{M}\p{N}]+$/u;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** Takes a value along with the statement and tells the place that stands for it: `$1`. */
type Bind = (value: unknown) => string;

/**
 * One page of one person's tasks in one statement; one row more than asked for tells whether there is a next page.
 * Plain SQL, because making it by a query builder takes longer than PostgreSQL needs to answer it.
 */
export async function listTasks(
  manager: EntityManager,
  ownerId: string,
  query: ListTasksDto,
): Promise<{ rows: TaskRow[]; nextCursor: string | null }> {
  const order = orderOf(query.sort);
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const owner = bind(ownerId);
  const conditions = [`owner_id = ${owner}`, 'deleted_at IS NULL', ...filters(query, owner, bind)];
  if (query.cursor) {
    const { value, id } = readCursor(query.cursor, order, query, ownerId);
    const comparison = order.direction === 'ASC' ? '>' : '<';
    conditions.push(
      `(${order.expression}, id) ${comparison} (CAST(${bind(value)} AS ${order.type}), CAST(${bind(id)} AS uuid))`,
    );
  }
  const found = await manager.query<TaskRow[]>(
    `SELECT ${TASK_COLUMNS} FROM tasks WHERE ${conditions.join(' AND ')}
     ORDER BY ${order.expression} ${order.direction}, id ${order.direction} LIMIT ${query.limit + 1}`,
    values,
  );
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  return {
    rows,
    nextCursor: last && found.length > query.limit ? writeCursor(last, order, query, ownerId) : null,
  };
}

function filters(
  { status, priority, tag, dueFrom, dueTo, q }: ListTasksDto,
  owner: string,
  bind: Bind,
): string[] {
  const conditions: string[] = [];
  if (status !== 'all') {
    conditions.push(status === 'open' ? 'completed_at IS NULL' : 'completed_at IS NOT NULL');
  }
  if (priority) {
    conditions.push(`priority = ANY(CAST(${bind(priority)} AS task_priority[]))`);
  }
  if (tag) {
    conditions.push(`tags && CAST(${bind(tag)} AS text[])`);
  }
  if (dueFrom) {
    conditions.push(`due_date >= ${bind(dueFrom)}`);
  }
  if (dueTo) {
    conditions.push(`due_date <= ${bind(dueTo)}`);
  }
  return q ? [...conditions, ...search(q, owner, bind)] : conditions;
}

/** Words that begin like these, by the index; what is not a word (`%`, `a.b`) has to occur as it stands. */
function search(q: string, owner: string, bind: Bind): string[] {
  const words = q.split(/\s+/u).filter(Boolean);
  const byIndex = words.some((word) => WORD_CHARACTER.test(word))
    ? [`${WORDS} @@ owned_task_words_query(${owner}, ${bind(words.join(' '))})`]
    : [];
  const asTheyStand = new Set(words.filter((word) => !WORD.test(word)));
  return [
    ...byIndex,
    ...Array.from(asTheyStand, (text) => {
      const pattern = bind(`%${escapeLike(text)}%`);
      return `(title ILIKE ${pattern} OR description ILIKE ${pattern})`;
    }),
  ];
}

/** `%`, `_` and `\` are text, not patterns (ASVS V1.2.9). */
function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&');
}
