import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { bearerProblem } from '../../platform/errors/bearer-problem';

/** One scheme, one space, one token (RFC 6750 section 2.1) and nothing after it. */
const BEARER = /^Bearer ([\w~+/.-]+=*)$/i;

/**
 * The access token of a request, or null without an `Authorization` header.
 * @throws Problem TOKEN_INVALID when the header holds anything else.
 */
export function bearerTokenOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  if (headers.authorization === undefined) {
    return null;
  }
  const [, token] = BEARER.exec(headers.authorization) ?? [];
  if (!token) {
    throw bearerProblem('TOKEN_INVALID');
  }
  return token;
}

/** Hands the handler of a public route the access token as sent, unverified; null if it is missing or malformed. */
export const FromBearer = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  try {
    return bearerTokenOf(context.switchToHttp().getRequest<FastifyRequest>());
  } catch {
    return null;
  }
});
