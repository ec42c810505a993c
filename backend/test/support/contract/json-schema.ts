import { isCalendarDate } from '../../../src/platform/validation/calendar-date.decorator';
import { isBlank, NOT_BLANK } from '../../../src/platform/validation/text.decorator';

/** A JSON Schema, as far as the document uses it. */
export interface Schema {
  type?: string | string[];
  format?: string;
  $ref?: string;
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  /** The first day that fits. */
  'x-format-minimum'?: string;
}

/**
 * Whether a value is what its schema says. Stricter than JSON Schema in one point: a property that the schema does not
 * name is one too many.
 * @param document where `$ref` leads into
 */
export function fits(schema: Schema, value: unknown, document: object = {}): boolean {
  if (schema.$ref !== undefined) {
    return fits(followReference(document, schema.$ref), value, document);
  }
  if (schema.allOf) {
    return schema.allOf.every((part) => fits(part, value, document));
  }
  return (
    [schema.type].flat().includes(typeOf(value)) &&
    (value === null || !schema.enum || schema.enum.includes(value)) &&
    (typeof value !== 'number' || isWithin(value, schema.minimum, schema.maximum)) &&
    (typeof value !== 'string' || textFits(schema, value)) &&
    (!Array.isArray(value) || listFits(schema, value, document)) &&
    (typeOf(value) !== 'object' || objectFits(schema, value as Record<string, unknown>, document))
  );
}

/** @throws Error when the reference leads nowhere. */
export function followReference(document: object, reference: string): Schema {
  const steps = reference.replace(/^#\//, '').split('/');
  const found = steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], document);
  if (typeof found !== 'object' || found === null) {
    throw new Error(`${reference} leads nowhere`);
  }
  return found;
}

/** `NOT_BLANK` means more than a pattern can say that every program understands. */
function textFits({ minLength, maxLength, pattern, format, ...rest }: Schema, text: string): boolean {
  return (
    isWithin(Array.from(text).length, minLength, maxLength) &&
    new RegExp(pattern ?? '', 'u').test(text) &&
    (pattern !== NOT_BLANK || !isBlank(text)) &&
    (format !== 'date' || (isCalendarDate(text) && text >= (rest['x-format-minimum'] ?? ''))) &&
    (format !== 'date-time' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text))
  );
}

function listFits({ items = {}, minItems, maxItems }: Schema, list: unknown[], document: object): boolean {
  return isWithin(list.length, minItems, maxItems) && list.every((item) => fits(items, item, document));
}

function objectFits({ properties = {}, required = [] }: Schema, value: object, document: object): boolean {
  return (
    required.every((name) => name in value) &&
    Object.entries(value).every(
      ([name, member]) => properties[name] !== undefined && fits(properties[name], member, document),
    )
  );
}

function typeOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function isWithin(value: number, minimum = -Infinity, maximum = Infinity): boolean {
  return value >= minimum && value <= maximum;
}
