import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../errors/problem';
import { findBodyExcess } from './body-size';
import { hasRepeatedName } from './repeated-names';

const MERGE_PATCH = 'application/merge-patch+json';

declare module 'fastify' {
  interface FastifyRequest {
    /** Why the body could not be read; `ReadableBodyGuard` rejects the request after authentication. */
    bodyProblem?: Problem;
  }
}

/**
 * Accepts JSON objects only (ASVS V3.5.2, V15.3.6). An empty body counts as none, whatever its content type; merge
 * patches (RFC 7396) are for `PATCH`.
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

/** The media type of an uncompressed UTF-8 body; undefined for any other. */
export function plainMediaTypeOf({ headers }: FastifyRequest): string | undefined {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('charset='));
  const hasCharset = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  const isPlain = headers['content-encoding'] === undefined;
  return hasCharset && isPlain ? type.trim() : undefined;
}

/** Text that is not UTF-8 would be stored with replacement characters. */
function findEncodingProblem(body: Buffer): Problem | undefined {
  return isUtf8(body) ? undefined : malformed('The body is not UTF-8.');
}

function findShapeProblem(json: string, value: unknown): Problem | undefined {
  return typeof value !== 'object' || value === null || Array.isArray(value)
    ? malformed('The body must be a JSON object.')
    : (findExcess(value) ?? findRepetition(json, value));
}

function findExcess(value: object): Problem | undefined {
  const excess = findBodyExcess(value);
  return excess === undefined ? undefined : malformed(`The body ${excess}.`);
}

function findRepetition(json: string, value: object): Problem | undefined {
  return hasRepeatedName(json, value) ? malformed('The body has two members of one name.') : undefined;
}

function malformed(detail: string): Problem {
  return new Problem('MALFORMED_REQUEST', { detail });
}
