import type { Task } from '../api/types';
import { hasTag } from './fold-tag';
import { foldText } from './fold-text';
import { type TaskQuery, dueBounds, searchWords } from './task-query';

/** Whether a task matches a view's filters, not including the search. */
export function passesFilters(task: Task, query: TaskQuery, today: string): boolean {
  return (
    (query.status === 'all' || task.completed === (query.status === 'completed')) &&
    (!query.priorities.length || query.priorities.includes(task.priority)) &&
    (!query.tags.length || query.tags.some((tag) => hasTag(task.tags, tag))) &&
    isDue(task, query, today)
  );
}

function isDue({ dueDate }: Task, query: TaskQuery, today: string): boolean {
  const { dueFrom, dueTo } = dueBounds(query, today);
  if (!dueFrom && !dueTo) {
    return true;
  }
  return !!dueDate && (!dueFrom || dueDate >= dueFrom) && (!dueTo || dueDate <= dueTo);
}

/** Approximates whether the search matches a task, without asking the server. */
export function isFound({ title, description, tags }: Task, search: string): boolean {
  const text = foldText([title, description, ...tags].join(' '));
  return searchWords(search).every((word) => text.includes(foldText(word)));
}
