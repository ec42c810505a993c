import type { OpenAPIObject } from '@nestjs/swagger';
import fc from 'fast-check';
import { followReference, type Schema } from './json-schema';

const TEXT_MAXIMUM = 60;

/** What texts are made of: letters of several scripts, signs that mean something somewhere, and composed ones. */
export const CHARACTERS = fc.constantFrom(
  ...'aZ0 éß漢ж%_\\"<\'&;\n',
  '🥐',
  '👩‍👩‍👧',
  'e\u0301',
  '\u202e',
  '\u0000',
);

const BY_FORMAT: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  email: fc.nat().map((number) => `person-${number}@example.org`),
  date: fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  'date-time': fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
};

/** Values that a schema allows, or nearly: patterns are left to chance. */
export function valuesOf(document: OpenAPIObject, schema: Schema): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    return valuesOf(document, followReference(document, schema.$ref));
  }
  if (schema.enum) {
    return fc.constantFrom(...schema.enum);
  }
  return fc.oneof(...[schema.type ?? 'string'].flat().map((type) => valuesOfType(document, schema, type)));
}

function valuesOfType(document: OpenAPIObject, schema: Schema, type: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum, max: schema.maximum });
    case 'array':
      return fc.array(valuesOf(document, schema.items ?? {}), { minLength: schema.minItems, maxLength: 5 });
    case 'object':
      return objectsOf(document, schema);
    default:
      return BY_FORMAT[schema.format ?? ''] ?? textsOf(schema);
  }
}

function textsOf({ minLength = 0, maxLength = TEXT_MAXIMUM }: Schema): fc.Arbitrary<string> {
  const text = fc.string({
    unit: 'grapheme',
    minLength,
    maxLength: Math.min(maxLength, minLength + TEXT_MAXIMUM),
  });
  return fc.oneof(
    { arbitrary: text, weight: 9 },
    { arbitrary: fc.constant('x'.repeat(maxLength)), weight: 1 },
  );
}

function objectsOf(
  document: OpenAPIObject,
  { properties = {}, required = [] }: Schema,
): fc.Arbitrary<unknown> {
  const values = Object.entries(properties).map(
    ([name, schema]) => [name, valuesOf(document, schema)] as const,
  );
  return fc.record(Object.fromEntries(values), { requiredKeys: required });
}
