/**
 * The head of a statement that changes tasks of one person: a common table expression `feed` with the `position` of the
 * change, and `open_tasks` and `kept_tasks`, how many there were before. It locks the person's feed before the statement touches a task,
 * in every statement in the same order, so that changes of several tasks cannot deadlock.
 */
export const FEED = 'feed';

/** @param owner the parameter that holds the owner, such as `$1` or `:ownerId`. */
export const takePosition = (owner: string, condition = 'true'): string =>
  `INSERT INTO task_feeds AS kept (owner_id, position) VALUES (${owner}, 1)
   ON CONFLICT (owner_id) DO UPDATE SET position = kept.position + 1 WHERE ${condition}
   RETURNING position, open_tasks, kept_tasks`;

export const TAKEN_POSITION = `(SELECT position FROM ${FEED})`;
export const OPEN_TASKS = `(SELECT open_tasks FROM ${FEED})`;
