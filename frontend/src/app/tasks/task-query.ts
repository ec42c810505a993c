import type { Params } from '@angular/router';
import type { Priority } from '../api/types';
import { addDays } from '../ui/calendar';
import { distinctTags } from './fold-tag';

export const STATUSES = ['open', 'all', 'completed'] as const;
export const SORTS = ['-createdAt', 'createdAt', 'dueDate', '-priority', 'title', '-updatedAt'] as const;
export const DUES = ['any', 'overdue', 'today', 'week', 'range'] as const;
export const PRIORITIES: readonly Priority[] = ['high', 'medium', 'low', 'none'];

/** The API's maximum; a longer text, such as a pasted paragraph, is searched by its first words. */
const SEARCH_WORDS_MAXIMUM = 20;

/** Filters and order of the list. Stored in the URL. */
export interface TaskQuery {
  readonly status: (typeof STATUSES)[number];
  readonly sort: (typeof SORTS)[number];
  readonly search: string;
  readonly priorities: readonly Priority[];
  readonly tags: readonly string[];
  readonly due: (typeof DUES)[number];
  /** The bounds of the `range`, each of which may be open. */
  readonly dueFrom: string;
  readonly dueTo: string;
}

export const EVERYTHING_OPEN: TaskQuery = {
  status: 'open',
  sort: '-createdAt',
  search: '',
  priorities: [],
  tags: [],
  due: 'any',
  dueFrom: '',
  dueTo: '',
};

/** Parses the URL; invalid values are ignored. */
export function readQuery(params: Params): TaskQuery {
  const { status, sort, due } = EVERYTHING_OPEN;
  return {
    status: oneOf(STATUSES, params.status) ?? status,
    sort: oneOf(SORTS, params.sort) ?? sort,
    search: text(params.q),
    priorities: list(params.priority).flatMap((value) => oneOf(PRIORITIES, value) ?? []),
    tags: distinctTags(list(params.tag)),
    due: oneOf(DUES, params.due) ?? due,
    dueFrom: day(params.dueFrom),
    dueTo: day(params.dueTo),
  };
}

/** The inverse. `null` removes a parameter from the URL. */
export function writeQuery(query: TaskQuery): Params {
  const { status, sort, due } = EVERYTHING_OPEN;
  return {
    status: query.status === status ? null : query.status,
    sort: query.sort === sort ? null : query.sort,
    q: query.search || null,
    priority: query.priorities.join(',') || null,
    tag: commaList(query.tags) || null,
    due: query.due === due ? null : query.due,
    dueFrom: (query.due === 'range' && query.dueFrom) || null,
    dueTo: (query.due === 'range' && query.dueTo) || null,
  };
}

/** The parameters of `GET /tasks` for a query, relative to today. */
export function toListParams(query: TaskQuery, today: string): Record<string, string> {
  const params = {
    status: query.status,
    sort: query.sort,
    q: searchWords(query.search).slice(0, SEARCH_WORDS_MAXIMUM).join(' '),
    priority: query.priorities.join(','),
    tag: commaList(query.tags),
    ...dueBounds(query, today),
  };
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value));
}

/** Tags are shown as `#tag` and may be searched so. `#12` stays as it is: it is the number of an issue. */
export function searchWords(search: string): string[] {
  return search.split(/\s+/).flatMap((word) => word.replace(/^#(?=\p{Letter})/u, '') || []);
}

/** Number of active filters, except status and search. */
export function countFilters(query: TaskQuery): number {
  return query.priorities.length + query.tags.length + (query.due === 'any' ? 0 : 1);
}

export function isFiltered(query: TaskQuery): boolean {
  return countFilters(query) > 0 || query.search !== '';
}

/** The first and last day of a view; undefined where open. */
export function dueBounds(query: TaskQuery, today: string): { dueFrom?: string; dueTo?: string } {
  switch (query.due) {
    case 'any':
      return {};
    case 'overdue':
      return { dueTo: addDays(today, -1) };
    case 'today':
      return { dueTo: today };
    case 'week':
      return { dueFrom: today, dueTo: addDays(today, 6) };
    case 'range':
      return { dueFrom: query.dueFrom, dueTo: query.dueTo };
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Commas within a tag are escaped with a backslash, as the API requires. */
function commaList(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',');
}

function list(value: unknown): string[] {
  const parts = text(value)
    .split(/(?<=(?<!\\)(?:\\\\)*),/)
    .map((part) => part.trim().replace(/\\([\\,])/g, '$1'));
  return [...new Set(parts.filter(Boolean))];
}

function day(value: unknown): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text(value)) ? text(value) : '';
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((one) => one === value);
}
