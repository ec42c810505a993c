import {
  call,
  type Operation,
  operationsOf,
  type Parameter,
  readDocument,
} from '../support/contract/api-document';
import { SAMPLE_PARAMETERS } from '../support/contract/sample-bodies';
import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const GARBAGE = [
  '%00',
  '%zz',
  '%',
  '%ff',
  '%ED%A0%80',
  '%F0%9F%A5%90',
  '\\',
  "'%20OR%201=1--",
  '[object%20Object]',
];

describe('A query', () => {
  let app: TestServer;
  let operations: Operation[];
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    operations = operationsOf(await readDocument(app));
    person = app.visitor();
    await person.register();
  });

  afterAll(() => app.stop());

  const queryParametersOf = ({ parameters }: Operation) => parameters.filter((each) => each.in === 'query');
  const takingQueries = () => operations.filter((operation) => queryParametersOf(operation).length > 0);

  /** Every query parameter of every operation. */
  const parameters = (): [Operation, Parameter][] =>
    takingQueries().flatMap((operation) =>
      queryParametersOf(operation).map((parameter): [Operation, Parameter] => [operation, parameter]),
    );

  /** The query, and what the operation cannot do without. */
  const complete = (operation: Operation, query: string): string => {
    const given = new URLSearchParams(query);
    const missing = queryParametersOf(operation).filter(({ name, required }) => required && !given.has(name));
    return [query, ...missing.map(({ name }) => `${name}=${SAMPLE_PARAMETERS[name]}`)].join('&');
  };

  const send = (operation: Operation, query: string) =>
    call(
      app,
      { ...operation, path: `${operation.path}?${complete(operation, query)}` },
      { token: person.accessToken },
    );

  const expectRefusal = async (operation: Operation, query: string, pointer: string) => {
    const answer = await send(operation, query);
    expect({ query, code: answer.body.code }).toEqual({ query, code: 'VALIDATION_FAILED' });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual([pointer]);
  };

  it('is taken by some operation', () => {
    expect(parameters().length).toBeGreaterThan(0);
  });

  it('is refused with a parameter twice', async () => {
    for (const [operation, { name }] of parameters()) {
      await expectRefusal(operation, `${name}=1&${name}=1`, `/${name}`);
    }
  });

  it('is refused with what some servers read as lists and objects', async () => {
    for (const [operation, { name }] of parameters()) {
      for (const suffix of ['[]', '[a]', '[0]', '[__proto__]', '.a']) {
        await expectRefusal(operation, `${name}${suffix}=1`, `/${name}${suffix}`);
      }
    }
  });

  it('is refused with NUL in a parameter', async () => {
    for (const [operation, { name }] of parameters()) {
      await expectRefusal(operation, `${name}=%00`, `/${name}`);
    }
  });

  it('is refused with a parameter in other letter case', async () => {
    for (const [operation, { name }] of parameters()) {
      await expectRefusal(operation, `${name.toUpperCase()}=1`, `/${name.toUpperCase()}`);
    }
  });

  it.each(['unknown', 'ownerId', 'userId', 'constructor', '__proto__', 'toString', 'a[b]', ''])(
    'is refused with the unknown parameter %j',
    async (name) => {
      for (const operation of takingQueries()) {
        await expectRefusal(operation, `${name}=1`, `/${name}`);
      }
    },
  );

  it.each(['', '&', '&&&', '?', '='.repeat(0)])('without a parameter (%j) is none', async (query) => {
    for (const operation of takingQueries().filter(({ method }) => method === 'GET')) {
      const { status } = await send(operation, query.replace('?', ''));
      expect(status).toBe(200);
    }
  });

  it('of garbage never breaks the server', async () => {
    for (const [operation, { name }] of parameters()) {
      for (const garbage of GARBAGE) {
        const answer = await send(operation, `${name}=${garbage}`);
        expect({ name, garbage, status: answer.status }).not.toMatchObject({ status: 500 });
        if (answer.status !== 200) {
          expectProblem(answer, 400, 'VALIDATION_FAILED');
        }
      }
    }
  });

  it('of many parameters is refused at once', async () => {
    const query = Array.from({ length: 1_500 }, (_, index) => `a${index}=`).join('&');
    for (const operation of takingQueries()) {
      expectProblem(await send(operation, query), 400, 'VALIDATION_FAILED');
    }
  });
});
