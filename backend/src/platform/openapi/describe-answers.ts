import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from './operation';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
}

interface Content {
  readonly schema?: Schema;
  example?: unknown;
}

type Schemas = Readonly<Record<string, Schema>>;

/** Sample values for text formats without an example. */
const TEXTS: Readonly<Record<string, string>> = {
  date: '2026-12-24',
  'date-time': '2026-11-30T08:30:00.000Z',
  email: 'ada@example.org',
  uuid: '019aa3f2-c07b-7d1e-8a52-3c1f0b6de901',
};

/** Gives every JSON response an example, assembled from the examples of its fields. */
export function describeAnswers(document: OpenAPIObject): void {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  for (const { operation } of operationsOf(document)) {
    for (const answer of Object.values(operation.responses ?? {})) {
      const contents = answer && 'content' in answer ? answer.content : undefined;
      const content = contents?.['application/json'] as Content | undefined;
      if (content?.schema && content.example === undefined) {
        content.example = exampleOf(content.schema, schemas);
      }
    }
  }
}

function exampleOf(schema: Schema, schemas: Schemas): unknown {
  const { $ref, enum: choices, oneOf } = schema;
  if ($ref !== undefined) {
    return exampleOf(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  }
  const given = schema.example ?? schema.default ?? choices?.[0];
  if (given !== undefined) {
    return given;
  }
  return oneOf?.[0] ? exampleOf(oneOf[0], schemas) : exampleOfType(schema, schemas);
}

function exampleOfType(schema: Schema, schemas: Schemas): unknown {
  const types = [schema.type].flat();
  const [type = 'object'] = types;
  if (types.includes('null')) {
    return null;
  }
  switch (type) {
    case 'array':
      return schema.items ? [exampleOf(schema.items, schemas)] : [];
    case 'boolean':
      return false;
    case 'integer':
      return schema.minimum ?? 0;
    case 'string':
      return TEXTS[schema.format ?? ''];
    default:
      return exampleOfFields(schema, schemas);
  }
}

/** Omits optional fields: most of them exclude each other. */
function exampleOfFields({ properties = {}, required = [] }: Schema, schemas: Schemas): object {
  const fields = Object.entries(properties).filter(([name]) => required.includes(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field, schemas)]));
}
