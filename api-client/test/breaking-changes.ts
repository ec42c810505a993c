import { type Direction, resolve, type Schema, SchemaChanges } from './schema-changes';

interface Content {
  $ref?: string;
  content?: Record<string, { schema?: Schema }>;
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

interface Operation {
  operationId: string;
  security?: unknown;
  parameters?: Parameter[];
  requestBody?: Content & { required?: boolean };
  responses: Record<string, Content>;
}

export interface Document {
  info: { version: string };
  security?: unknown;
  paths: Record<string, Record<string, Operation>>;
}

/**
 * What a client written for the released document would stumble over. Values that are added to an answer's list of
 * values are no break: clients have to bear with those they do not know.
 */
export function findBreakingChanges(released: Document, current: Document): string[] {
  return Object.entries(released.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, before]) => {
      const where = `${method.toUpperCase()} ${path}`;
      const after = current.paths[path]?.[method];
      return after ? compare(where, released, before, current, after) : [`${where} is gone`];
    }),
  );
}

/** Whether the version says that clients have to change (semantic versioning). */
export function allowsBreaking(released: Document, current: Document): boolean {
  const major = ({ info }: Document) => Number(info.version.split('.', 1)[0]);
  return major(current) > major(released);
}

function compare(
  where: string,
  released: Document,
  before: Operation,
  current: Document,
  after: Operation,
): string[] {
  const changes = new SchemaChanges(released, current);
  const contents = (place: string, old: Content, now: Content, direction: Direction): string[] =>
    Object.entries(old.content ?? {}).flatMap(([type, { schema }]) => {
      const next = now.content?.[type];
      if (!next) {
        return [`${place} is no ${type} any more`];
      }
      return schema && next.schema ? changes.find(place, schema, next.schema, direction) : [];
    });
  const security = JSON.stringify(before.security ?? released.security);
  return [
    ...(before.operationId === after.operationId ? [] : [`${where} has another operationId`]),
    ...(security === JSON.stringify(after.security ?? current.security)
      ? []
      : [`${where} is protected otherwise`]),
    ...parameterChanges(where, before, after, changes),
    ...(after.requestBody?.required && !before.requestBody?.required ? [`${where} needs a body now`] : []),
    ...contents(`${where} body`, before.requestBody ?? {}, after.requestBody ?? {}, 'sent'),
    ...Object.entries(before.responses).flatMap(([status, response]) => {
      const next = after.responses[status];
      const place = `${where} ${status}`;
      return next
        ? contents(place, resolve(released, response), resolve(current, next), 'received')
        : status < '300'
          ? [`${place} is gone`]
          : [];
    }),
  ];
}

function parameterChanges(
  where: string,
  before: Operation,
  after: Operation,
  changes: SchemaChanges,
): string[] {
  const [old, now] = [before.parameters ?? [], after.parameters ?? []];
  const same = (one: Parameter) => (other: Parameter) => one.name === other.name && one.in === other.in;
  return [
    ...old.flatMap((parameter) => {
      const next = now.find(same(parameter));
      const place = `${where} ?${parameter.name}`;
      return next ? changes.find(place, parameter.schema, next.schema, 'sent') : [`${place} is gone`];
    }),
    ...now
      .filter((parameter) => parameter.required && !old.find(same(parameter))?.required)
      .map(({ name }) => `${where} ?${name} is required now`),
  ];
}
