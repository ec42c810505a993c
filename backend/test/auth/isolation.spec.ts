import { call, isPublic, type Operation, operationsOf, readDocument } from '../support/contract/api-document';
import { OWNED_ROWS } from '../support/contract/owned-rows';
import { sampleBodyOf } from '../support/contract/sample-bodies';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, listTasks, UNKNOWN_ID } from '../support/tasks/tasks';

/** Whoever opens a route to everybody says so here too. */
const PUBLIC_OPERATIONS = ['isLive', 'isReady', 'login', 'logout', 'refresh', 'register'];
/** Two people may use the same name; external-tasks.spec.ts shows that these are two tasks. */
const NAMED_OPERATIONS = ['getExternalTask', 'putExternalTask'];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
const MARKER = 'only-for-ada';

/** Every table that has rows of people. */
const OWNED_TABLES = `
  SELECT table_name AS table, column_name AS owner FROM information_schema.columns
  WHERE table_schema = 'public' AND (column_name IN ('owner_id', 'user_id') OR (table_name, column_name) = ('users', 'id'))
  ORDER BY table_name`;

describe('Two people', () => {
  let app: TestApp;
  let operations: Operation[];
  let ada: Visitor;
  let eve: Visitor;
  /** An id of Ada's for each collection that the document knows. */
  let idsOfAda: Record<string, string>;
  let tables: { table: string; owner: string }[];

  beforeAll(async () => {
    app = await startTestApp({ API_DOCS: 'on' });
    operations = operationsOf(await readDocument(app));
    [ada, eve] = [app.visitor(), app.visitor()];
    await ada.register({ displayName: MARKER });
    await eve.register();
    await createTask(ada, { title: MARKER });
    await createTask(eve, { title: 'of Eve' });
    idsOfAda = {};
    for (const [collection, makeRow] of Object.entries(OWNED_ROWS)) {
      idsOfAda[collection] = await makeRow(ada, MARKER);
    }
    tables = await app.database.owner.query(OWNED_TABLES);
  });

  afterAll(() => app.stop());

  const withId = () => operations.filter(({ path }) => path.includes('{id}'));
  const idOfAda = ({ path }: Pick<Operation, 'path'>): string => {
    const id = idsOfAda[path.slice(0, path.indexOf('/{id}'))];
    expect({ path, id }).toEqual({ path, id: expect.any(String) });
    return id ?? '';
  };
  const name = ({ method, path }: Pick<Operation, 'method' | 'path'>) => `${method} ${path}`;

  /** An operation called with a good body, so that nothing but the id can be the matter. */
  const callAs = (
    visitor: Visitor,
    operation: Operation,
    id = '',
    fields: string[] = [],
  ): Promise<Answer> => {
    const body = sampleBodyOf(operation);
    return call(app, operation, {
      id,
      token: visitor.accessToken,
      body: body && JSON.stringify(body),
      fields: [...(body ? ['Content-Type', 'application/json'] : []), ...fields],
    });
  };

  /** What two answers must have in common: all but the id and the instant of the request. */
  const comparable = ({ status, headers, text }: Answer): unknown => {
    const requestId = headers.get('x-request-id') ?? '';
    const fields = [...headers].filter(([field]) => !['date', 'x-request-id'].includes(field));
    return { status, fields, text: text.replaceAll(requestId, '') };
  };

  const everythingStored = (): Promise<unknown> =>
    Promise.all(
      tables.map(({ table, owner }) =>
        app.database.owner.query(`SELECT to_jsonb(row) FROM ${table} AS row WHERE ${owner} = $1`, [
          ada.userId,
        ]),
      ),
    );

  it('meet no route that the document does not know', () => {
    const { knownRoutes } = app.app.getHttpAdapter().getInstance();
    const routes = [...knownRoutes]
      .filter(([url]) => url.startsWith('/api/v1') || url.startsWith('/health'))
      .flatMap(([url, methods]) =>
        Array.from(methods, (method) => name({ method, path: url.replace(/:(\w+)/g, '{$1}') })),
      );
    expect(routes.filter((route) => !route.startsWith('HEAD ')).sort()).toEqual(operations.map(name).sort());
  });

  it('cannot do anything without a token but what is public', async () => {
    const names = operations.filter(isPublic).map(({ operationId }) => operationId);
    expect(names.sort()).toEqual(PUBLIC_OPERATIONS);
    for (const operation of operations.filter((each) => !isPublic(each))) {
      const id = operation.path.includes('{id}') ? idOfAda(operation) : '';
      expectProblem(await callAs(app.visitor(), operation, id), 401, 'TOKEN_MISSING');
      const forged = Object.assign(app.visitor(), { accessToken: `${ada.accessToken ?? ''}x` });
      expectProblem(await callAs(forged, operation, id), 401, 'TOKEN_INVALID');
      const garbage = { id, body: '{', fields: ['Content-Type', 'application/json'] };
      expectProblem(await call(app, operation, garbage), 401, 'TOKEN_MISSING');
    }
  });

  it('have no path parameter but ids that this spec knows, and names that each has for themselves', () => {
    const named = operations.filter(({ path }) => path.includes('{') && !path.includes('{id}'));
    expect(named.map(({ operationId }) => operationId).sort()).toEqual(NAMED_OPERATIONS);
    expect(withId().length).toBeGreaterThan(0);
    for (const operation of withId()) {
      expect(operation.path.match(/\{[^}]*\}/g)).toEqual(['{id}']);
      expect(idOfAda(operation)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('get for each other’s ids, byte for byte, what they get for an id that never was', async () => {
    const before = await everythingStored();
    for (const operation of withId()) {
      const id = idOfAda(operation);
      for (const fields of [[], ['If-Match', '"1"'], ['If-Match', '*'], ['If-None-Match', '*']]) {
        const foreign = await callAs(eve, operation, id, fields);
        expectProblem(foreign, 404, 'NOT_FOUND');
        expect({ name: name(operation), ...Object(comparable(foreign)) }).toEqual({
          name: name(operation),
          ...Object(comparable(await callAs(eve, operation, UNKNOWN_ID, fields))),
        });
      }
    }
    expect(await everythingStored()).toEqual(before);
  });

  it('get no hint from any method, documented or not, with or without a token', async () => {
    const before = await everythingStored();
    for (const path of new Set(withId().map((operation) => operation.path))) {
      for (const method of METHODS) {
        for (const token of [eve.accessToken, undefined]) {
          const target = { method, path };
          const foreign = await call(app, target, { id: idOfAda(target), token });
          const unknown = await call(app, target, { id: UNKNOWN_ID, token });
          expect({ target, answer: comparable(foreign) }).toEqual({ target, answer: comparable(unknown) });
        }
      }
    }
    expect(await everythingStored()).toEqual(before);
  });

  it('get the same 404 for an id of whatever form', async () => {
    for (const operation of withId()) {
      const id = idOfAda(operation);
      const unknown = comparable(await callAs(eve, operation, UNKNOWN_ID));
      const forms = [
        ...['1', '0', '-1', 'null', 'undefined', 'constructor', '__proto__', '%20', 'a%2Fb', '..%2f..%2f'],
        ...['%00', `${id}%00`, '%2e%2e', '%zz', '%', '%C0%AF', '%ED%A0%80', '%F0%9F%A5%90', "'%20OR%201=1--"],
        ...[`{${id}}`, `${id}%20`, `%20${id}`, `${id}%0a`, `urn:uuid:${id}`, id.replaceAll('-', '')],
        ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
        ...['6fa459ea-ee8a-4ca4-894e-db77e160355e', id.toUpperCase(), id.slice(0, -1), 'x'.repeat(10_000)],
      ];
      for (const form of forms) {
        const { status, text } = comparable(await callAs(eve, operation, form)) as Answer;
        expect({ form, name: name(operation), status, text }).toEqual({
          form,
          name: name(operation),
          status: 404,
          text: (unknown as Answer).text,
        });
      }
    }
  });

  it('never find anything of each other in what they read', async () => {
    const readable = operations.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
    expect(readable.map(({ operationId }) => operationId)).toEqual(expect.arrayContaining(['listTasks']));
    const { nextCursor } = (await listTasks(ada, { limit: '1' })).body;
    expect(nextCursor).toEqual(expect.any(String));
    const queries = [
      '',
      `?q=${MARKER}`,
      `?tag=${MARKER}`,
      `?cursor=${nextCursor}`,
      '?limit=200&status=all',
    ].concat('?limit=200', '?today=2026-11-21');
    for (const operation of readable) {
      for (const query of queries) {
        const { text } = await callAs(eve, { ...operation, path: operation.path + query });
        for (const secret of [MARKER, ada.userId, ada.email, ...Object.values(idsOfAda)]) {
          expect({ name: name(operation), query, text }).not.toMatchObject({
            text: expect.stringContaining(secret),
          });
        }
      }
    }
  });
});
