import type { Task } from '../api/types';
import { type TaskQuery, dueBounds } from './task-query';

/** Whether a view shows a task; for a search as far as one can tell without the server. */
export function matches(task: Task, query: TaskQuery, today: string): boolean {
  return (
    (query.status === 'all' || task.completed === (query.status === 'completed')) &&
    (!query.priorities.length || query.priorities.includes(task.priority)) &&
    (!query.tags.length || query.tags.some((tag) => task.tags.includes(tag))) &&
    isDue(task, query, today) &&
    isFound(task, query.search)
  );
}

function isDue({ dueDate }: Task, query: TaskQuery, today: string): boolean {
  const { dueFrom, dueTo } = dueBounds(query, today);
  if (!dueFrom && !dueTo) {
    return true;
  }
  return !!dueDate && (!dueFrom || dueDate >= dueFrom) && (!dueTo || dueDate <= dueTo);
}

function isFound({ title, description, tags }: Task, search: string): boolean {
  const text = [title, description, ...tags].join(' ').toLowerCase();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => text.includes(word));
}
