import type { STATUSES } from './dto/list-tasks.dto';
import { TASK_COLUMNS } from './dto/task.dto';
import { FOLDED_TAGS, foldedTags } from './fold-tag';
import { orderOf, type Sort } from './task-order';

/** Selects all tasks of a status, or those matching filters, or those matching filters and search words. */
export type ListKind = (typeof STATUSES)[number] | 'filtered' | 'search';

/** The parameters of a list and their SQL types; that of `value` depends on the order. */
const TYPES = {
  owner: 'uuid',
  limit: 'integer',
  value: '',
  id: 'uuid',
  completed: 'boolean',
  priority: 'task_priority[]',
  tag: 'text[]',
  dueFrom: 'date',
  dueTo: 'date',
  q: 'text',
} as const;

export type ListParameter = keyof typeof TYPES;

export interface ListStatement {
  readonly text: string;
  /** The parameters in order, from `$1`. */
  readonly parameters: readonly ListParameter[];
}

/** Returns the placeholder of a parameter: `$1::uuid`. */
type Bind = (name: ListParameter, type?: string) => string;

/** The expression of the index `tasks_by_search_terms`. */
const TERMS = 'task_search_terms(owner_id, title, description, tags)';

/** Hides a condition from the planner, which then assumes that it matches half of the rows. */
const opaque = (condition: string): string => `coalesce(${condition}, false)`;

const owned = (bind: Bind): string => `deleted_at IS NULL AND owner_id = ${bind('owner')}`;

/**
 * Filters are opaque because no index covers them: the planner would consider five of them so selective that it would
 * read and sort all tasks of the person, instead of scanning them in order until a page is full.
 * In a search everything is opaque except the terms, which include the owner: if the planner expected few tasks, it
 * would use another index and read the texts of all of them.
 */
const CONDITIONS: Readonly<Record<ListKind, (bind: Bind) => string>> = {
  all: owned,
  open: (bind) => `${owned(bind)} AND completed_at IS NULL`,
  completed: (bind) => `${owned(bind)} AND completed_at IS NOT NULL`,
  filtered: (bind) => `${owned(bind)} AND ${opaque(filters(bind))}`,
  search: (bind) =>
    `${TERMS} @@ task_search_query(${bind('owner')}, ${bind('q')}) AND ${opaque(`${owned(bind)} AND ${filters(bind)}`)}`,
};

const statements = new Map<string, ListStatement>();

/** There are only a hundred different statements, so that each can be prepared. */
export function listStatement(sort: Sort, kind: ListKind, isContinued: boolean): ListStatement {
  const key = `${sort} ${kind} ${isContinued}`;
  const statement = statements.get(key) ?? write(sort, kind, isContinued);
  statements.set(key, statement);
  return statement;
}

/** Plain SQL, because a query builder takes longer to build it than PostgreSQL to execute it. */
function write(sort: Sort, kind: ListKind, isContinued: boolean): ListStatement {
  const { expression, direction, type: valueType } = orderOf(sort);
  const parameters: ListParameter[] = [];
  const bind: Bind = (name, type = TYPES[name]) => `$${parameters.push(name)}::${type}`;
  const place = `(${expression}, id) ${direction === 'ASC' ? '>' : '<'}`;
  const text = `
    SELECT ${TASK_COLUMNS} FROM tasks
    WHERE ${CONDITIONS[kind](bind)}
      ${isContinued ? `AND ${place} (${bind('value', valueType)}, ${bind('id')})` : ''}
    ORDER BY ${expression} ${direction}, id ${direction} LIMIT ${bind('limit')}`;
  return { text, parameters };
}

/** Omitted filters are null. */
function filters(bind: Bind): string {
  const given: [ListParameter, (place: string) => string][] = [
    ['completed', (place) => `(completed_at IS NOT NULL) = ${place}`],
    ['priority', (place) => `priority = ANY (${place})`],
    // As a subquery it is folded once, not for each task.
    ['tag', (place) => `${FOLDED_TAGS} && (SELECT ${foldedTags(place)})`],
    ['dueFrom', (place) => `due_date >= ${place}`],
    ['dueTo', (place) => `due_date <= ${place}`],
  ];
  const conditions = given.map(([name, fits]) => {
    const place = bind(name);
    return `(${place} IS NULL OR ${fits(place)})`;
  });
  return conditions.join(' AND ');
}
