import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '../../platform/errors/problem';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The methods that routes have; all others are one, since clients can make them up. */
export function methodOf({ method }: Pick<FastifyRequest, 'method'>): string {
  return METHODS.has(method) ? method : 'other';
}

/** The template of a route, never a path: all of the portal is one, and so is what no route takes. */
export function routeOf({ routeOptions: { url, config } }: Pick<FastifyRequest, 'routeOptions'>): string {
  return config.kind === 'portal' ? '(portal)' : (url ?? '(none)');
}

export const LOGIN_RESULTS = [
  'succeeded',
  'wrong-credentials',
  'throttled',
  'unavailable',
  'invalid',
] as const;
type LoginResult = (typeof LOGIN_RESULTS)[number];

const RESULTS: Partial<Record<ProblemCode, LoginResult>> = {
  INVALID_CREDENTIALS: 'wrong-credentials',
  RATE_LIMITED: 'throttled',
  UNAVAILABLE: 'unavailable',
  INTERNAL: 'unavailable',
};

/** How a request to sign in ended; `invalid` is one that was no attempt. */
export function loginResultOf({
  statusCode,
  problemCode,
}: Pick<FastifyReply, 'statusCode' | 'problemCode'>): LoginResult {
  return statusCode === 200 ? 'succeeded' : ((problemCode && RESULTS[problemCode]) ?? 'invalid');
}

/** The policy that the header fields of a 429 name (`rate-limited.ts`): one of ours. */
export function policyOf(reply: Pick<FastifyReply, 'getHeader'>): string {
  const [, policy = '(none)'] = /^"(\w+)"/.exec(String(reply.getHeader('ratelimit-policy'))) ?? [];
  return policy;
}
