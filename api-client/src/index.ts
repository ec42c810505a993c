import type { components } from './schema.js';

export { createTaskwardClient, type TaskwardClient, type TaskwardClientOptions } from './client.js';
export { followTasks, type FollowOptions, type TaskNews } from './follow-tasks.js';
export { itemsOf, type ItemOf, type PagedPath, type QueryOf } from './pages.js';
export { ProblemError, UnexpectedAnswerError, type Problem } from './problem.js';
export { retryAfterOf, withRetries, type Fetch, type RetryOptions } from './retry-after.js';
export type { components, operations, paths } from './schema.js';

/** Everything that requests and answers are made of, by its name in the OpenAPI document. */
export type Schemas = components['schemas'];
