import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { writeDocument } from '../../src/api-document/write-document';
import { isPublic, type Operation, operationsOf, readDocument } from '../support/contract/api-document';
import { followReference, type Schema } from '../support/contract/json-schema';
import { ownServer, type TestServer } from '../support/servers/test-server';

describe('The OpenAPI document', () => {
  let app: TestServer;
  let document: OpenAPIObject;
  let operations: Operation[];

  beforeAll(async () => {
    app = await ownServer({ API_DOCS: 'on', PUBLIC_URL: 'https://tasks.example.org' });
    document = await readDocument(app);
    operations = operationsOf(document);
  });

  afterAll(() => app.stop());

  /** Every object of the document that has the named key, with its value. */
  function valuesOf(name: string, node: unknown = document): unknown[] {
    if (typeof node !== 'object' || node === null) {
      return [];
    }
    return Object.entries(node).flatMap(([key, value]) => [
      ...(key === name ? [value as unknown] : []),
      ...valuesOf(name, value),
    ]);
  }

  it('is OpenAPI 3.1, under addresses that start at the root', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: 'Taskward', version: '0.1.0' });
    expect(document.servers).toEqual([{ url: '/' }]);
    expect(valuesOf('nullable')).toEqual([]);
  });

  it('is handed out as JSON alone: YAML would be made anew for each request', async () => {
    expect((await fetch(`${app.url}/api/docs-json`)).status).toBe(200);
    expect((await fetch(`${app.url}/api/docs-yaml`)).status).toBe(404);
  });

  it('names and describes every operation', () => {
    expect(operations.length).toBeGreaterThan(10);
    for (const { operationId, summary, description = '' } of operations) {
      expect(operationId).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
      expect(summary).toMatch(/^[A-Z].{5,}[^.]$/);
      expect({ operationId, description }).not.toEqual({
        operationId,
        description: expect.stringMatching(/^A personal access token needs the scope `[^`]*`\.$/),
      });
    }
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('describes every answer', () => {
    for (const { operationId, responses } of operations) {
      for (const [status, { description }] of Object.entries(responses)) {
        expect({ operationId, status, description }).toEqual({
          operationId,
          status,
          description: expect.stringMatching(/\w/),
        });
      }
    }
  });

  it('says of every operation how it is protected', () => {
    expect(document.security).toEqual([{ bearer: [] }]);
    expect(document.components?.securitySchemes).toEqual({
      bearer: expect.objectContaining({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }),
      refreshCookie: expect.objectContaining({
        type: 'apiKey',
        in: 'cookie',
        name: '__Host-taskward_refresh',
      }),
    });
    const security = Object.fromEntries(
      operations.filter(isPublic).map(({ operationId, security = [] }) => [operationId, security]),
    );
    expect(security).toEqual({
      isLive: [{}],
      isReady: [{}],
      register: [{}],
      login: [{}],
      refresh: [{ refreshCookie: [] }],
      logout: expect.arrayContaining([{ refreshCookie: [] }, { bearer: [] }]),
    });
  });

  it('has no reference that leads nowhere, and no schema that nothing refers to', () => {
    const references = new Set(valuesOf('$ref') as string[]);
    for (const reference of references) {
      expect(followReference(document, reference)).toEqual(expect.any(Object));
    }
    const components = (['schemas', 'responses', 'headers'] as const).flatMap((kind) =>
      Object.keys(document.components?.[kind] ?? {}).map((name) => `#/components/${kind}/${name}`),
    );
    expect(components.sort()).toEqual([...references].sort());
  });

  it('describes every parameter of a path', () => {
    for (const { path, parameters } of operations) {
      const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      const described = parameters.filter((each) => each.in === 'path');
      expect(described.map(({ name }) => name)).toEqual(names);
      expect(described.every(({ required }) => required)).toBe(true);
    }
  });

  it('describes lists in a query as one parameter with commas', () => {
    const lists = operations
      .flatMap(({ parameters }) => parameters)
      .filter(({ schema }) => schema.type === 'array');
    expect(lists.map(({ name }) => name).sort()).toEqual(['priority', 'tag']);
    for (const { schema, ...parameter } of lists) {
      expect(parameter).toMatchObject({ in: 'query', style: 'form', explode: false });
      expect(schema).toMatchObject({ items: { type: 'string' }, maxItems: expect.any(Number) });
    }
  });

  it('lets no request carry fields that it does not name', () => {
    const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>);
    for (const [name, schema] of schemas.filter(([each]) => each.endsWith('Request'))) {
      expect({ name, additionalProperties: schema.additionalProperties }).toEqual({
        name,
        additionalProperties: false,
      });
    }
  });

  it('describes every error as a problem, and those that any route of its kind can answer', () => {
    for (const operation of operations) {
      const { responses, parameters, requestBody, method } = operation;
      const statuses = Object.keys(responses);
      expect(statuses).toEqual(expect.arrayContaining(['400', '431', '500', '503']));
      expect(statuses.includes('401')).toBe(!isPublic(operation) || /login|refresh/.test(operation.path));
      expect(statuses.includes('404')).toBe(
        /\{id\}|^get \S+\{/.test(`${method.toLowerCase()} ${operation.path}`),
      );
      expect(statuses.includes('406')).toBe(operation.path.startsWith('/api/'));
      expect(statuses.includes('412')).toBe(parameters.some(({ name }) => name === 'If-Match'));
      expect(statuses.includes('304')).toBe(parameters.some(({ name }) => name === 'If-None-Match'));
      expect(statuses.includes('413') && statuses.includes('415')).toBe(method !== 'GET');
      expect(requestBody && statuses.filter((status) => status.startsWith('2'))).not.toEqual([]);
      for (const status of statuses.filter((each) => each >= '400')) {
        expect(responses[status]?.content).toEqual({
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: expect.any(Object),
          },
        });
      }
    }
  });

  it('is the same without a server and a database', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'taskward-openapi-'));
    await writeDocument(join(folder, 'openapi.json'));
    expect(JSON.parse(await readFile(join(folder, 'openapi.json'), 'utf8'))).toEqual(document);
    await rm(folder, { recursive: true });
  });

  it('is shown in a browser with a policy of its own', async () => {
    const page = await app.visitor().send('GET', '/api/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('content-security-policy')).toContain("object-src 'none'");
  });
});

describe('Without API_DOCS', () => {
  it('there is no document', async () => {
    const app = await ownServer({ API_DOCS: 'off' });
    for (const path of ['/api/docs', '/api/docs-json', '/api/docs-yaml']) {
      expect((await app.visitor().send('GET', path)).status).toBe(404);
    }
    await app.stop();
  });
});
