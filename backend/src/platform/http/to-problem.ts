import { HttpException } from '@nestjs/common';
import { bearerProblem } from '../errors/bearer-problem';
import { isDatabaseUnavailable, isOwnerGone } from '../errors/database-errors';
import { Problem, type ProblemCode } from '../errors/problem';

/** Fastify's own errors (https://fastify.dev/docs/latest/Reference/Errors) caused by the request. */
const FASTIFY_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'MALFORMED_REQUEST',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_REQUEST',
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_REQUEST',
  FST_ERR_BAD_URL: 'NOT_FOUND',
  FST_ERR_MAX_PARAM_LENGTH: 'NOT_FOUND',
};

const STATUS_CODES: Readonly<Record<number, ProblemCode>> = {
  400: 'MALFORMED_REQUEST',
  // Only from static files: a forbidden file is reported as missing.
  403: 'NOT_FOUND',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'PAYLOAD_TOO_LARGE',
  414: 'URI_TOO_LONG',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  416: 'MALFORMED_REQUEST',
  429: 'RATE_LIMITED',
  431: 'HEADERS_TOO_LARGE',
  503: 'UNAVAILABLE',
};

/** Converts any exception, from any layer, into an error of the contract without exposing its cause. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (isBrokenOff(error)) {
    return new Problem('MALFORMED_REQUEST', { cause: error });
  }
  if (isDatabaseUnavailable(error)) {
    return new Problem('UNAVAILABLE', { headers: { 'Retry-After': '2' }, cause: error });
  }
  if (isOwnerGone(error)) {
    return bearerProblem('SESSION_ENDED');
  }
  const code = codeOf(error);
  return new Problem(code, { cause: code === 'INTERNAL' ? error : undefined });
}

/** Node's error for a body whose client has disconnected. */
function isBrokenOff(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return code === 'ECONNRESET' && message === 'aborted';
}

function codeOf(error: unknown): ProblemCode {
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  const status = error instanceof HttpException ? error.getStatus() : Number(statusCode);
  return (typeof code === 'string' ? FASTIFY_CODES[code] : undefined) ?? STATUS_CODES[status] ?? 'INTERNAL';
}
