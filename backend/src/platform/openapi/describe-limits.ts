/** Maximum length of each format, for schemas that omit it. */
const LONGEST: Readonly<Record<string, number>> = {
  date: 10,
  'date-time': 35,
  email: 254,
  uri: 2_000,
  uuid: 36,
};

/** PostgreSQL's `integer`. */
const INTEGER = { format: 'int32', minimum: 0, maximum: 2_147_483_647 };

interface Node {
  type?: unknown;
  format?: string;
  enum?: unknown;
}

/** Adds bounds to every number, and to text formats with a maximum length, throughout the document. */
export function describeLimits(node: unknown): void {
  if (typeof node !== 'object' || node === null) {
    return;
  }
  const { type, format, enum: choices } = node as Node;
  const types = [type].flat();
  if (types.includes('integer') && !choices) {
    Object.assign(node, { ...INTEGER, ...node });
  }
  if (types.includes('string') && format !== undefined && LONGEST[format] !== undefined) {
    Object.assign(node, { maxLength: LONGEST[format], ...node });
  }
  Object.values(node).forEach(describeLimits);
}
