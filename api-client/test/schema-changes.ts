/** A JSON Schema, as far as the document uses it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  pattern?: string;
  [bound: string]: unknown;
}

/** What a client sends must stay allowed; what it gets must stay what it was. */
export type Direction = 'sent' | 'received';

const UPPER_BOUNDS = ['maxLength', 'maximum', 'maxItems'];
const LOWER_BOUNDS = ['minLength', 'minimum', 'minItems'];

/** How a schema became narrower for those who send it, or poorer for those who receive it. */
export class SchemaChanges {
  private readonly seen = new Set<string>();

  constructor(
    private readonly released: object,
    private readonly current: object,
  ) {}

  find(where: string, before: Schema, after: Schema, direction: Direction): string[] {
    const pair = `${before.$ref} ${after.$ref} ${direction}`;
    if (before.$ref && this.seen.has(pair)) {
      return [];
    }
    this.seen.add(pair);
    const [old, now] = [resolve(this.released, before), resolve(this.current, after)];
    return [
      ...typeChanges(where, old, now, direction),
      ...(direction === 'sent' ? narrowings(where, old, now) : []),
      ...this.propertyChanges(where, old, now, direction),
      ...(old.items && now.items ? this.find(`${where}[]`, old.items, now.items, direction) : []),
    ];
  }

  private propertyChanges(where: string, old: Schema, now: Schema, direction: Direction): string[] {
    const [before, after] = [old.properties ?? {}, now.properties ?? {}];
    const missing = Object.keys(before).filter((name) => !(name in after));
    const [demanded, promised] = [now.required ?? [], old.required ?? []];
    const obligations =
      direction === 'sent'
        ? demanded
            .filter((name) => !promised.includes(name))
            .map((name) => `${where}.${name} is required now`)
        : promised
            .filter((name) => name in after && !demanded.includes(name))
            .map((name) => `${where}.${name} can be missing now`);
    return [
      ...missing.map((name) => `${where}.${name} is gone`),
      ...obligations,
      ...Object.entries(before).flatMap(([name, schema]) =>
        after[name] ? this.find(`${where}.${name}`, schema, after[name], direction) : [],
      ),
    ];
  }
}

/** @throws Error when a reference leads nowhere. */
export function resolve<T extends { $ref?: string }>(document: object, node: T): T {
  if (node.$ref === undefined) {
    return node;
  }
  const steps = node.$ref.replace(/^#\//, '').split('/');
  const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document);
  if (typeof found !== 'object' || found === null) {
    throw new Error(`${node.$ref} leads nowhere`);
  }
  return resolve(document, found as T);
}

function typeChanges(where: string, old: Schema, now: Schema, direction: Direction): string[] {
  const [before, after] = [[old.type ?? []].flat(), [now.type ?? []].flat()];
  const [needed, given] = direction === 'sent' ? [before, after] : [after, before];
  return needed.every((type) => given.includes(type))
    ? []
    : [`${where} is ${after.join('|')}, was ${before.join('|')}`];
}

function narrowings(where: string, old: Schema, now: Schema): string[] {
  const bound = (schema: Schema, name: string): number | undefined => schema[name] as number | undefined;
  const lost = (old.enum ?? []).filter((value) => now.enum && !now.enum.includes(value));
  return [
    ...lost.map((value) => `${where} takes ${String(value)} no more`),
    ...(now.enum && !old.enum ? [`${where} takes some values only`] : []),
    ...(now.pattern !== undefined && now.pattern !== old.pattern ? [`${where} has another pattern`] : []),
    ...UPPER_BOUNDS.filter((name) => (bound(now, name) ?? Infinity) < (bound(old, name) ?? Infinity)),
    ...LOWER_BOUNDS.filter((name) => (bound(now, name) ?? -Infinity) > (bound(old, name) ?? -Infinity)),
  ].map((change) => (change.startsWith(where) ? change : `${where} has a narrower ${change}`));
}
