import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowsBreaking, type Document, findBreakingChanges } from './breaking-changes';
import { WORKSPACE } from './strict-project';

const read = (path: string): Document => JSON.parse(readFileSync(join(WORKSPACE, path), 'utf8')) as Document;

/** The document with another value at a place, or without the place where the value is undefined. */
function edited(document: Document, steps: (string | number)[], value: unknown): Document {
  const copy = structuredClone(document);
  const parents = steps.slice(0, -1);
  const parent = parents.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], copy);
  (parent as Record<string, unknown>)[steps.at(-1) ?? ''] = value;
  return JSON.parse(JSON.stringify(copy)) as Document;
}

const TASKS = '/api/v1/tasks';
const TASK = '/api/v1/tasks/{id}';
const ME = 'GET /api/v1/users/me 200';
const NEW_TASK = ['components', 'schemas', 'CreateTaskRequest'];
const USER = ['components', 'schemas', 'User'];

describe('The OpenAPI document', () => {
  const released = read('api-client/released/openapi.json');
  const current = read('backend/openapi.json');

  it('breaks nothing that was released, unless its version says so', () => {
    expect(allowsBreaking(released, current) ? [] : findBreakingChanges(released, current)).toEqual([]);
  });

  it.each<[string, (string | number)[], unknown]>([
    [`GET ${TASK} is gone`, ['paths', TASK, 'get'], undefined],
    [`GET ${TASK} has another operationId`, ['paths', TASK, 'get', 'operationId'], 'readTask'],
    [`GET ${TASK} is protected otherwise`, ['paths', TASK, 'get', 'security'], []],
    [`DELETE ${TASK} 204 is gone`, ['paths', TASK, 'delete', 'responses', 204], undefined],
    [`GET ${TASKS} ?status is required now`, ['paths', TASKS, 'get', 'parameters', 0, 'required'], true],
    [`GET ${TASKS} ?status is gone`, ['paths', TASKS, 'get', 'parameters', 0, 'name'], 'state'],
    [`${ME}.email is gone`, [...USER, 'properties', 'email'], undefined],
    [`${ME}.id can be missing now`, [...USER, 'required'], ['email', 'displayName', 'createdAt']],
    [`POST ${TASKS} body.tags is required now`, [...NEW_TASK, 'required'], ['title', 'tags']],
    [
      `POST ${TASKS} body.title has a narrower maxLength`,
      [...NEW_TASK, 'properties', 'title', 'maxLength'],
      9,
    ],
    [`POST ${TASKS} body.title has another pattern`, [...NEW_TASK, 'properties', 'title', 'pattern'], '^x$'],
    [
      `POST ${TASKS} body.completed is string, was boolean`,
      [...NEW_TASK, 'properties', 'completed', 'type'],
      'string',
    ],
    [
      `POST ${TASKS} body.priority takes none no more`,
      [...NEW_TASK, 'properties', 'priority', 'enum'],
      ['low', 'medium', 'high'],
    ],
  ])('would be found out: %s', (change, steps, value) => {
    expect(findBreakingChanges(released, edited(released, steps, value))).toContain(change);
  });

  it.each<[string, (string | number)[], unknown]>([
    ['a route', ['paths', '/api/v1/tags'], released.paths[TASKS]],
    ['a field of an answer', [...USER, 'properties', 'colour'], { type: 'string' }],
    ['a field of a request that can be left out', [...NEW_TASK, 'properties', 'colour'], { type: 'string' }],
    ['a problem code', ['components', 'schemas', 'ProblemCode', 'enum'], ['NOT_FOUND', 'TEAPOT']],
    ['a longer title', [...NEW_TASK, 'properties', 'title', 'maxLength'], 900],
  ])('may grow by %s', (_name, steps, value) => {
    expect(findBreakingChanges(released, edited(released, steps, value))).toEqual([]);
  });

  it('may break what it wants under the next major version', () => {
    expect(allowsBreaking(released, { ...current, info: { version: '2.0.0' } })).toBe(true);
    expect(allowsBreaking(released, { ...current, info: { version: '1.9.0' } })).toBe(false);
  });
});
