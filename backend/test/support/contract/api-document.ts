import type { OpenAPIObject } from '@nestjs/swagger';
import type { Answer } from '../people/visitor';
import { sendRaw } from '../requests/raw-request';
import type { TestServer } from '../servers/test-server';
import { followReference, type Schema } from './json-schema';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  style?: string;
  explode?: boolean;
  schema: Schema;
}

interface Examples {
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

interface Content {
  content?: Record<string, { schema: Schema } & Examples>;
}

/** One method of one path, as an integrator reads it. */
export interface Operation {
  method: string;
  path: string;
  operationId: string;
  summary: string;
  description?: string;
  parameters: Parameter[];
  requestBody?: Content & { required?: boolean };
  responses: Record<string, Content & { $ref?: string; description?: string }>;
  security?: Record<string, string[]>[];
}

/** The document that the running server hands out; the application needs `API_DOCS: 'on'`. */
export async function readDocument(app: TestServer): Promise<OpenAPIObject> {
  const answer = await app.visitor().send('GET', '/api/docs-json');
  expect(answer.status).toBe(200);
  return answer.body as unknown as OpenAPIObject;
}

/** Whatever stands under whatever path: a method is not left out for being unusual. Shared responses are put in. */
export function operationsOf(document: OpenAPIObject): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Omit<Operation, 'method' | 'path'>>).map(([method, operation]) => ({
      ...operation,
      parameters: operation.parameters ?? [],
      responses: Object.fromEntries(
        Object.entries(operation.responses).map(([status, response]) => [
          status,
          response.$ref === undefined ? response : followReference(document, response.$ref),
        ]),
      ),
      method: method.toUpperCase(),
      path,
    })),
  );
}

/** Whether no access token is needed; a route that names the scope of its token is none of these. */
export function isPublic({ security }: Operation): boolean {
  return security?.some((scheme) => !('bearer' in scheme)) ?? false;
}

/** The schema of the body that an operation takes. */
export function bodySchemaOf(document: OpenAPIObject, { requestBody }: Operation): Schema | undefined {
  const [content] = Object.values(requestBody?.content ?? {});
  return content?.schema.$ref === undefined
    ? content?.schema
    : followReference(document, content.schema.$ref);
}

/** Sends an operation with a token, a body and header fields exactly as given. */
export function call(
  app: TestServer,
  { method, path }: Pick<Operation, 'method' | 'path'>,
  {
    id = '',
    token,
    body,
    fields = [],
  }: { id?: string; token?: string; body?: string | Buffer; fields?: string[] } = {},
): Promise<Answer> {
  return sendRaw(app.url, {
    method,
    path: path.replace('{id}', id),
    fields: [
      ...(token ? ['Authorization', `Bearer ${token}`] : []),
      ...(body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))]),
      ...fields,
    ],
    body,
  });
}
