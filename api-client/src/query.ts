import { createQuerySerializer } from 'openapi-fetch';

const serialize = createQuerySerializer<Record<string, unknown>>({
  array: { style: 'form', explode: false },
});

/** Writes lists as `tag=home,work` does; a comma or a backslash within an element has a backslash before it. */
export function serializeQuery(query: Record<string, unknown>): string {
  return serialize(
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name, escapeList(value)])),
  );
}

function escapeList(value: unknown): unknown {
  return Array.isArray(value) ? value.map((element) => String(element).replace(/[\\,]/g, '\\$&')) : value;
}
