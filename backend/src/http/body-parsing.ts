import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../errors/problem';

const MERGE_PATCH = 'application/merge-patch+json';
const MAXIMUM_DEPTH = 20;

declare module 'fastify' {
  interface FastifyRequest {
    /** Why the body could not be read; `ReadableBodyGuard` refuses the request after it is authenticated. */
    bodyProblem?: Problem;
  }
}

/**
 * Accepts JSON objects and nothing else (ASVS V3.5.2, V15.3.6). An empty body is no body, whatever its type says;
 * merge patches (RFC 7396) are for `PATCH`.
 */
export function parseJsonBodies(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (request, body: string, done): void => {
    if (body.length === 0) {
      done(null, undefined);
      return;
    }
    request.bodyProblem = findTypeProblem(request);
    if (request.bodyProblem) {
      done(null, undefined);
      return;
    }
    void parseJson(request, body, (error, value: unknown) => {
      request.bodyProblem = error ? malformed('The body is not valid JSON.') : findShapeProblem(value);
      done(null, request.bodyProblem ? undefined : value);
    });
  });
}

function findTypeProblem(request: FastifyRequest): Problem | undefined {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  const isJson =
    type.trim() === 'application/json' || (type.trim() === MERGE_PATCH && request.method === 'PATCH');
  return isUtf8 && isJson ? undefined : new Problem('UNSUPPORTED_MEDIA_TYPE');
}

function findShapeProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return malformed('The body must be a JSON object.');
  }
  return isDeeperThan(value, MAXIMUM_DEPTH)
    ? malformed(`The body is nested deeper than ${MAXIMUM_DEPTH}.`)
    : undefined;
}

/** Level by level, without recursion: a body can nest deeper than the stack is high. */
function isDeeperThan(value: object, limit: number): boolean {
  let level: object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit) {
      return true;
    }
    level = level
      .flatMap((item) => Object.values(item) as unknown[])
      .filter((item): item is object => typeof item === 'object' && item !== null);
  }
  return false;
}

function malformed(detail: string): Problem {
  return new Problem('MALFORMED_REQUEST', { detail });
}
