import { PASSWORD } from '../people/visitor';
import { EMPTY_TASK, UNKNOWN_ID } from '../tasks/tasks';

/**
 * A good body for every operation that takes one. Specs that walk the OpenAPI document fail for an operation that
 * is missing here, so that a new route cannot be forgotten.
 */
export const SAMPLE_BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  register: { email: 'sample@example.org', password: PASSWORD },
  login: { email: 'sample@example.org', password: PASSWORD },
  createTask: { title: 'Sample' },
  replaceTask: EMPTY_TASK,
  importTasks: { format: 'taskward-tasks', version: 1, tasks: [{ title: 'Sample' }] },
  updateTask: { title: 'Sample' },
  completeTask: { completed: true },
  bulkTasks: { action: 'complete', ids: [UNKNOWN_ID] },
  putExternalTask: { title: 'Sample' },
  createAccessToken: { name: 'Sample', scopes: ['tasks:read'] },
  reauthenticate: { password: PASSWORD },
  changePassword: { currentPassword: PASSWORD, newPassword: 'another sample passphrase' },
  updateCurrentUser: { displayName: 'Sample' },
  deleteCurrentUser: { password: PASSWORD },
};

/** A good value for every query parameter that is required. */
export const SAMPLE_PARAMETERS: Readonly<Record<string, string>> = { today: '2026-11-21' };

/** @throws Error for an operation that takes a body and has none here. */
export function sampleBodyOf({
  operationId,
  requestBody,
}: {
  operationId: string;
  requestBody?: object;
}): Record<string, unknown> | undefined {
  const body = SAMPLE_BODIES[operationId];
  if (Boolean(requestBody) !== Boolean(body)) {
    throw new Error(`${operationId}: the document and the sample bodies disagree about its body`);
  }
  return body && { ...body };
}
