import { gzipSync } from 'node:zlib';
import type { OpenAPIObject } from '@nestjs/swagger';
import {
  bodySchemaOf,
  call,
  type Operation,
  operationsOf,
  readDocument,
} from '../support/contract/api-document';
import { fits } from '../support/contract/json-schema';
import { sampleBodyOf } from '../support/contract/sample-bodies';
import type { Answer, Visitor } from '../support/people/visitor';
import {
  BODIES_WITH_UNKNOWN_FIELDS,
  UNREADABLE_BODIES,
  UNSTORABLE_VALUES,
  UNSUPPORTED_TYPES,
  VALUES_OF_ANY_TYPE,
} from '../support/requests/bad-bodies';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sendRaw } from '../support/requests/raw-request';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask } from '../support/tasks/tasks';

const JSON_TYPE = 'application/json';
/** Whoever lets a body be larger says so here too. */
const TAKING_FILES = ['importTasks'];

/** The field of the body that a pointer leads to or into. */
const outermost = (pointer: string): string => pointer.split('/', 2).join('/');

describe('A body', () => {
  let app: TestApp;
  let document: OpenAPIObject;
  let operations: Operation[];
  let person: Visitor;
  let id: string;

  beforeAll(async () => {
    app = await startTestApp({ API_DOCS: 'on' });
    document = await readDocument(app);
    operations = operationsOf(document);
    person = app.visitor();
    await person.register();
    ({ id } = await createTask(person));
  });

  afterAll(() => app.stop());

  const takingBodies = () => operations.filter(({ requestBody }) => requestBody);

  const send = async (operation: Operation, body: string | Buffer, fields = ['Content-Type', JSON_TYPE]) => {
    const answer = await call(app, operation, { id, token: person.accessToken, body, fields });
    expect({ ...operation, status: String(answer.status) }).toMatchObject({
      status: expect.stringMatching(new RegExp(`^(${Object.keys(operation.responses).join('|')})$`)),
    });
    return answer;
  };

  const expectRefusal = (answer: Answer, pointers: string[]) => {
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(expect.arrayContaining(pointers));
  };

  it.each(UNREADABLE_BODIES)('of %s is malformed', async (_name, body) => {
    for (const operation of takingBodies()) {
      expectProblem(await send(operation, body), 400, 'MALFORMED_REQUEST');
    }
  });

  it.each(BODIES_WITH_UNKNOWN_FIELDS)(
    'with %s names the fields that are not known',
    async (_name, body, pointers) => {
      for (const operation of takingBodies()) {
        expectRefusal(await send(operation, body), pointers);
      }
    },
  );

  it('needs its own fields', async () => {
    for (const operation of takingBodies()) {
      const required = (bodySchemaOf(document, operation)?.required ?? []).map((name) => `/${name}`);
      for (const body of required.length > 0 ? ['', '{}'] : []) {
        expectRefusal(await send(operation, body), required);
      }
    }
  });

  it('is refused with a field of any wrong type or with text that cannot be stored', async () => {
    for (const operation of takingBodies()) {
      const sample = sampleBodyOf(operation) ?? {};
      for (const [name, schema] of Object.entries(bodySchemaOf(document, operation)?.properties ?? {})) {
        const wrong = [
          ...VALUES_OF_ANY_TYPE.filter((value) => !fits(schema, value, document)),
          ...UNSTORABLE_VALUES,
        ];
        for (const value of wrong) {
          const answer = await send(operation, JSON.stringify({ ...sample, [name]: value }));
          expectProblem(answer, 400, 'VALIDATION_FAILED');
          expect(refusedFields(answer).map(outermost)).toContain(`/${name}`);
        }
      }
    }
  });

  it('of 2 MB is too large, whether it says so before or not', async () => {
    const body = JSON.stringify({ title: 'x'.repeat(2_000_000) });
    for (const operation of takingBodies().filter((each) => !TAKING_FILES.includes(each.operationId))) {
      expectProblem(await send(operation, body), 413, 'PAYLOAD_TOO_LARGE');
      const chunked = await sendRaw(app.url, {
        method: operation.method,
        path: operation.path.replace('{id}', id),
        fields: ['Content-Type', JSON_TYPE, 'Transfer-Encoding', 'chunked'],
        body,
      });
      expectProblem(chunked, 413, 'PAYLOAD_TOO_LARGE');
    }
  });

  it.each(UNSUPPORTED_TYPES)('of the type %j is not supported', async (type) => {
    for (const operation of takingBodies()) {
      const body = JSON.stringify(sampleBodyOf(operation));
      expectProblem(await send(operation, body, ['Content-Type', type]), 415, 'UNSUPPORTED_MEDIA_TYPE');
    }
  });

  it('without a type, or compressed, is not supported', async () => {
    for (const operation of takingBodies()) {
      const body = JSON.stringify(sampleBodyOf(operation));
      expectProblem(await send(operation, body, []), 415, 'UNSUPPORTED_MEDIA_TYPE');
      const fields = ['Content-Type', JSON_TYPE, 'Content-Encoding', 'gzip'];
      expectProblem(await send(operation, gzipSync(body), fields), 415, 'UNSUPPORTED_MEDIA_TYPE');
      expectProblem(await send(operation, body, fields), 415, 'UNSUPPORTED_MEDIA_TYPE');
    }
  });

  it('breaks no route that takes none', async () => {
    const takingNone = operations.filter(({ requestBody, method }) => !requestBody && method !== 'GET');
    for (const operation of takingNone) {
      for (const [, body] of UNREADABLE_BODIES) {
        const answer = await send(operation, body);
        expectProblem(answer, answer.status, String(answer.body.code));
        expect(answer.status).toBeLessThan(500);
      }
    }
  });

  it('never made the server fail', async () => {
    expect((await person.send('GET', '/health/ready')).status).toBe(200);
    expect(app.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});
