import type { Repository, SelectQueryBuilder } from 'typeorm';
import type { ListTasksDto } from './dto/list-tasks.dto';
import { TASK_COLUMNS, type TaskRow } from './dto/task.dto';
import type { Task } from './task.entity';
import { readCursor, writeCursor } from './task-cursor';
import { orderOf } from './task-order';

/** The expression of the index `tasks_by_words`. */
const WORDS = `task_words(title || ' ' || coalesce(description, ''))`;
const WORD = /^[\p{L}\p{M}\p{N}]+$/u;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** One page of one person's tasks in one statement; one row more than asked for tells whether there is a next page. */
export async function listTasks(
  tasks: Repository<Task>,
  ownerId: string,
  query: ListTasksDto,
): Promise<{ rows: TaskRow[]; nextCursor: string | null }> {
  const order = orderOf(query.sort);
  const select = tasks
    .createQueryBuilder('task')
    .select(TASK_COLUMNS)
    .where('owner_id = :ownerId AND deleted_at IS NULL', { ownerId });
  filter(select, query);
  if (query.cursor) {
    const { value, id } = readCursor(query.cursor, order, query, ownerId);
    const comparison = order.direction === 'ASC' ? '>' : '<';
    select.andWhere(
      `(${order.expression}, id) ${comparison} (CAST(:value AS ${order.type}), CAST(:id AS uuid))`,
      { value, id },
    );
  }
  const found = await select
    .orderBy(order.expression, order.direction)
    .addOrderBy('id', order.direction)
    .limit(query.limit + 1)
    .getRawMany<TaskRow>();
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  return {
    rows,
    nextCursor: last && found.length > query.limit ? writeCursor(last, order, query, ownerId) : null,
  };
}

function filter(
  select: SelectQueryBuilder<Task>,
  { status, priority, tag, dueFrom, dueTo, q }: ListTasksDto,
): void {
  if (status !== 'all') {
    select.andWhere(status === 'open' ? 'completed_at IS NULL' : 'completed_at IS NOT NULL');
  }
  if (priority) {
    select.andWhere('priority = ANY(CAST(:priority AS task_priority[]))', { priority });
  }
  if (tag) {
    select.andWhere('tags && CAST(:tag AS text[])', { tag });
  }
  if (dueFrom) {
    select.andWhere('due_date >= :dueFrom', { dueFrom });
  }
  if (dueTo) {
    select.andWhere('due_date <= :dueTo', { dueTo });
  }
  search(select, q);
}

/** Words that begin like these, by the index; what is not a word (`%`, `a.b`) has to occur as it stands. */
function search(select: SelectQueryBuilder<Task>, q = ''): void {
  const words = q.split(/\s+/u).filter(Boolean);
  if (words.some((word) => WORD_CHARACTER.test(word))) {
    select.andWhere(`${WORDS} @@ task_words_query(:words)`, { words: words.join(' ') });
  }
  new Set(words.filter((word) => !WORD.test(word))).forEach((text) => {
    const parameter = `text${select.expressionMap.wheres.length}`;
    select.andWhere(`(title ILIKE :${parameter} OR description ILIKE :${parameter})`, {
      [parameter]: `%${escapeLike(text)}%`,
    });
  });
}

/** `%`, `_` and `\` are text, not patterns (ASVS V1.2.9). */
function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&');
}
