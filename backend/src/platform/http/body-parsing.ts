import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../errors/problem';
import { hasRepeatedName } from './repeated-names';

const MERGE_PATCH = 'application/merge-patch+json';
const MAXIMUM_DEPTH = 20;
/** Far more than any request needs. Validation takes time with the square of the members of an object. */
const MAXIMUM_VALUES = 1_000;
/** In characters. What is refused is named in the answer, and that costs more than to read it. */
export const MAXIMUM_NAME_LENGTH = 1_000;

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
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done): void => {
    if (body.length === 0) {
      done(null, undefined);
      return;
    }
    request.bodyProblem = findTypeProblem(request) ?? findEncodingProblem(body);
    if (request.bodyProblem) {
      done(null, undefined);
      return;
    }
    const json = body.toString();
    void parseJson(request, json, (error, value: unknown) => {
      request.bodyProblem = error ? malformed('The body is not valid JSON.') : findShapeProblem(json, value);
      done(null, request.bodyProblem ? undefined : value);
    });
  });
}

function findTypeProblem(request: FastifyRequest): Problem | undefined {
  const type = plainMediaTypeOf(request);
  const isJson = type === 'application/json' || (type === MERGE_PATCH && request.method === 'PATCH');
  return isJson ? undefined : new Problem('UNSUPPORTED_MEDIA_TYPE');
}

/** The media type of a body that is neither compressed nor in another encoding than UTF-8; undefined for any other. */
export function plainMediaTypeOf({ headers }: FastifyRequest): string | undefined {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='));
  const hasCharset = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  const isPlain = headers['content-encoding'] === undefined;
  return hasCharset && isPlain ? type.trim() : undefined;
}

/** Text that is not UTF-8 would be stored with signs in it that nobody wrote. */
function findEncodingProblem(body: Buffer): Problem | undefined {
  return isUtf8(body) ? undefined : malformed('The body is not UTF-8.');
}

function findShapeProblem(json: string, value: unknown): Problem | undefined {
  return typeof value !== 'object' || value === null || Array.isArray(value)
    ? malformed('The body must be a JSON object.')
    : (findSizeProblem(value) ?? findRepetition(json, value));
}

function findRepetition(json: string, value: object): Problem | undefined {
  return hasRepeatedName(json, value) ? malformed('The body has two members of one name.') : undefined;
}

/** Level by level, without recursion: a body can nest deeper than the stack is high. */
function findSizeProblem(body: object): Problem | undefined {
  let level: object[] = [body];
  let count = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    const members = level.flatMap((item) => Object.entries(item) as [string, unknown][]);
    count += members.length;
    if (depth > MAXIMUM_DEPTH) {
      return malformed(`The body is nested deeper than ${MAXIMUM_DEPTH}.`);
    }
    if (count > MAXIMUM_VALUES) {
      return malformed(`The body holds more than ${MAXIMUM_VALUES} values.`);
    }
    if (members.some(([name]) => name.length > MAXIMUM_NAME_LENGTH)) {
      return malformed('The body holds a name that is far too long.');
    }
    level = members
      .map(([, value]) => value)
      .filter((value): value is object => typeof value === 'object' && value !== null);
  }
  return undefined;
}

function malformed(detail: string): Problem {
  return new Problem('MALFORMED_REQUEST', { detail });
}
