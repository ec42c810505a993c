import type { OpenAPIObject } from '@nestjs/swagger';
import fc from 'fast-check';
import { bodySchemaOf, type Operation, type Parameter } from './api-document';
import { damaged, mutated } from './mutations';
import { CHARACTERS, valuesOf } from './schema-arbitraries';

/** Which token a request carries. */
export type TokenKind = 'session' | 'personal' | 'none' | 'garbage';

export interface RandomRequest {
  readonly operation: Operation;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly token: TokenKind;
}

const TOKENS = fc.oneof(
  { arbitrary: fc.constant<TokenKind>('session'), weight: 16 },
  { arbitrary: fc.constantFrom<TokenKind[]>('personal', 'none', 'garbage'), weight: 4 },
);

/** One in four is changed on purpose; the others are as the document allows, which may still be wrong together. */
const rarely = <T>(usual: fc.Arbitrary<T>, unusual: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 3 }, { arbitrary: unusual, weight: 1 });

/** Requests of an operation, built from the document and mutated. @param ids of things that exist. */
export function requestsOf(
  document: OpenAPIObject,
  operation: Operation,
  ids: readonly string[],
): fc.Arbitrary<RandomRequest> {
  const { path, parameters } = operation;
  const having = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place);
  return fc
    .record({
      steps: recordOf(having('path').map((each) => [each.name, stepsOf(document, each, ids)])),
      query: recordOf(having('query').map((each) => [each.name, queryOf(document, each)])),
      headers: recordOf(having('header').map((each) => [each.name, headerOf(document, each)])),
      body: bodiesOf(document, operation),
      token: TOKENS,
    })
    .map(({ steps, query, headers, body, token }) => ({
      operation,
      path: `${fillIn(path, steps)}${queryString(query)}`,
      headers: { ...headers, ...(body && { 'Content-Type': body.type }) },
      body: body?.text,
      token,
    }));
}

/** Any of the entries may be left out. */
function recordOf(entries: [string, fc.Arbitrary<string>][]): fc.Arbitrary<Record<string, string>> {
  const record = fc.record(Object.fromEntries(entries), { requiredKeys: [] });
  return record as fc.Arbitrary<Record<string, string>>;
}

function stepsOf(
  document: OpenAPIObject,
  { schema }: Parameter,
  ids: readonly string[],
): fc.Arbitrary<string> {
  const known = schema.format === 'uuid' ? fc.constantFrom(...ids) : valuesOf(document, schema).map(String);
  return rarely(known, fc.oneof(fc.uuid(), fc.string({ unit: CHARACTERS, minLength: 1, maxLength: 20 })));
}

function queryOf(document: OpenAPIObject, { schema }: Parameter): fc.Arbitrary<string> {
  return rarely(valuesOf(document, schema).map(String), fc.string({ unit: 'binary', maxLength: 30 }));
}

/** Versions that tasks have, and one that none has. */
const VERSIONS = fc.constantFrom('"1"', '"2"', '"1", "2"', '*', '"999"');

function headerOf(document: OpenAPIObject, { name, schema }: Parameter): fc.Arbitrary<string> {
  const visible = fc.string({ unit: fc.constantFrom(...'"abc123*,/ W'), maxLength: 20 });
  return rarely(
    name.startsWith('If-') ? fc.oneof(visible, VERSIONS) : visible,
    valuesOf(document, schema).map((value) => String(value).replace(/[^\x20-\x7e]/g, '?')),
  );
}

function bodiesOf(
  document: OpenAPIObject,
  operation: Operation,
): fc.Arbitrary<{ text: string; type: string } | undefined> {
  const schema = bodySchemaOf(document, operation);
  const types = Object.keys(operation.requestBody?.content ?? {});
  if (!schema || types.length === 0) {
    return fc.constant(undefined);
  }
  const value = valuesOf(document, schema);
  const text = rarely(value, value.chain(mutated)).map((each) => JSON.stringify(each) ?? '');
  return fc.record({
    text: fc.oneof({ arbitrary: text, weight: 9 }, { arbitrary: text.chain(damaged), weight: 1 }),
    type: fc.oneof(
      { arbitrary: fc.constantFrom(...types), weight: 19 },
      {
        arbitrary: fc.constantFrom('text/plain', 'application/xml', 'application/json; charset=latin1'),
        weight: 1,
      },
    ),
  });
}

/** A step that was left to chance is some text. */
function fillIn(path: string, steps: Record<string, string>): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent((steps[name] ?? 'x').toWellFormed()),
  );
}

function queryString(query: Record<string, string>): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
