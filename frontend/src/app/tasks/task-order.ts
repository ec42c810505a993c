import type { Task } from '../api/types';
import { PRIORITIES, type TaskQuery } from './task-query';

type Compare = (one: Task, other: Task) => number;

const TITLES = new Intl.Collator(undefined, { numeric: true });
const byText = (one: string, other: string) => Number(one > other) - Number(one < other);
/** Sorts after every date. */
const NO_DAY = '~';

/** Sort order of each view, approximating the server's. */
const ORDERS: Readonly<Record<TaskQuery['sort'], Compare>> = {
  '-createdAt': (one, other) => byText(other.createdAt, one.createdAt),
  createdAt: (one, other) => byText(one.createdAt, other.createdAt),
  '-updatedAt': (one, other) => byText(other.updatedAt, one.updatedAt),
  dueDate: (one, other) => byText(one.dueDate ?? NO_DAY, other.dueDate ?? NO_DAY),
  '-priority': (one, other) => PRIORITIES.indexOf(one.priority) - PRIORITIES.indexOf(other.priority),
  title: (one, other) => TITLES.compare(one.title, other.title),
};

/** The index at which to insert a task into a sorted list. */
export function placeOf(task: Task, others: readonly Task[], sort: TaskQuery['sort']): number {
  const byId = sort.startsWith('-') ? -1 : 1;
  const compare = (other: Task) => ORDERS[sort](task, other) || byText(task.id, other.id) * byId;
  const index = others.findIndex((other) => compare(other) < 0);
  return index < 0 ? others.length : index;
}
