import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import {
  bodySchemaOf,
  call,
  isPublic,
  type Operation,
  operationsOf,
  readDocument,
} from '../support/contract/api-document';
import { boundaryValues } from '../support/contract/boundary-values';
import { fits, type Schema } from '../support/contract/json-schema';
import { sampleBodyOf } from '../support/contract/sample-bodies';
import type { Answer, Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, TASKS } from '../support/tasks/tasks';

/** What a schema cannot say: these depend on more than their form. */
const BEYOND_SCHEMA = new Set([
  'email',
  'cursor',
  'since',
  'password',
  'newPassword',
  'expiresAt',
  'changes',
]);

/** After these nobody can sign in with the known password, so they come last. */
const damageOf = ({ operationId }: Operation): number =>
  ['changePassword', 'deleteCurrentUser'].indexOf(operationId);

const fitsIntoAddress = (text: string): boolean => encodeURIComponent(text).length < 10_000;

/** The value that a text in a query stands for; white space around commas does not count. */
function readQuery({ type }: Schema, text: string): unknown {
  if (type === 'array') {
    return text.split(',').map((item) => item.trim());
  }
  return type === 'integer' ? Number(text) : text;
}

describe('The OpenAPI document and the server', () => {
  let app: TestServer;
  let document: OpenAPIObject;
  let operations: Operation[];
  let person: Visitor;
  let id: string;

  beforeAll(async () => {
    app = await sharedServer();
    document = await readDocument(app);
    operations = operationsOf(document).sort((one, other) => damageOf(one) - damageOf(other));
    person = app.visitor();
    await person.register();
    ({ id } = await createTask(person, { description: 'x', dueDate: '2026-11-21', tags: ['home'] }));
  });

  afterAll(() => app.stop());

  const send = (operation: Operation, body: unknown, fields: string[] = [], token = person.accessToken) =>
    call(app, operation, {
      id,
      token,
      body: body === undefined ? undefined : JSON.stringify(body),
      fields: [...(body === undefined ? [] : ['Content-Type', 'application/json']), ...fields],
    });

  /** A body that is good for more than one request. */
  const freshBodyOf = (operation: Operation) => {
    const body = sampleBodyOf(operation);
    return body && 'email' in body ? { ...body, email: `${randomUUID()}@example.org` } : body;
  };

  const expectDocumented = ({ operationId, responses }: Operation, { status, headers, text }: Answer) => {
    const [type = ''] = (headers.get('content-type') ?? '').split(';');
    const documented = responses[status];
    expect({ operationId, status, documented }).toEqual({
      operationId,
      status,
      documented: expect.any(Object),
    });
    const schema = documented?.content?.[type]?.schema;
    const read = (): unknown => (type.endsWith('json') ? JSON.parse(text) : text);
    const isAsDocumented = schema ? fits(schema, read(), document) : !documented?.content && !text;
    expect({ operationId, status, text, isAsDocumented }).toEqual({
      operationId,
      status,
      text,
      isAsDocumented: true,
    });
  };

  const expectAgreement = (name: string, value: unknown, isAllowed: boolean, answer: Answer) => {
    const isRefused = answer.body.code === 'VALIDATION_FAILED';
    const shown = JSON.stringify(value)?.slice(0, 80);
    expect({ name, shown, isRefused }).toEqual({ name, shown, isRefused: !isAllowed });
  };

  it('agree about the limits of every field of a body', async () => {
    for (const operation of operations.filter(({ requestBody }) => requestBody)) {
      for (const [name, schema] of Object.entries(bodySchemaOf(document, operation)?.properties ?? {})) {
        for (const value of BEYOND_SCHEMA.has(name) ? [] : boundaryValues(schema)) {
          const answer = await send(operation, { ...freshBodyOf(operation), [name]: value });
          expectAgreement(`${operation.operationId}.${name}`, value, fits(schema, value, document), answer);
          expectDocumented(operation, answer);
        }
      }
    }
  });

  it('agree about which fields a body needs', async () => {
    for (const operation of operations.filter(({ requestBody }) => requestBody)) {
      const { required = [], properties = {} } = bodySchemaOf(document, operation) ?? {};
      for (const name of Object.keys(properties)) {
        const answer = await send(operation, { ...freshBodyOf(operation), [name]: undefined });
        expectAgreement(`${operation.operationId}.${name}`, undefined, !required.includes(name), answer);
      }
      const isRequired = operation.requestBody?.required === true && required.length > 0;
      expectAgreement(operation.operationId, 'no body', !isRequired, await send(operation, undefined));
    }
  });

  it('agree about the limits of every parameter of a query', async () => {
    for (const operation of operations) {
      for (const { name, schema } of operation.parameters.filter((each) => each.in === 'query')) {
        for (const text of boundaryValues(schema).map(String).filter(fitsIntoAddress)) {
          const query = new URLSearchParams({ [name]: text }).toString();
          const path = `${operation.path}?${query}`;
          const answer = await send({ ...operation, path }, freshBodyOf(operation));
          const isAllowed = fits(schema, readQuery(schema, text)) && !BEYOND_SCHEMA.has(name);
          expectAgreement(`${operation.operationId}?${name}`, text, isAllowed, answer);
          expectDocumented(operation, answer);
        }
      }
    }
  });

  it('agree about what the server answers', async () => {
    for (const operation of operations) {
      const body = freshBodyOf(operation);
      expectDocumented(operation, await send(operation, body, ['X-Taskward-CSRF', '1'], ''));
      expectDocumented(operation, await send(operation, body));
      expectDocumented(operation, await send(operation, body, ['If-Match', '"0"', 'If-None-Match', '*']));
      expectDocumented(operation, await send(operation, body, ['If-Match', 'x', 'If-None-Match', 'x']));
      expectDocumented(operation, await send(operation, { unknown: 1 }));
      expectDocumented(operation, await send(operation, []));
      await person.login();
      await person.send('POST', `${TASKS}/${id}/restore`);
    }
  });

  it('agree about unknown ids', async () => {
    for (const operation of operations.filter(({ path }) => path.includes('{id}'))) {
      expect(isPublic(operation)).toBe(false);
      const path = operation.path.replace('{id}', 'unknown');
      expectDocumented(operation, await send({ ...operation, path }, freshBodyOf(operation)));
    }
  });
});
