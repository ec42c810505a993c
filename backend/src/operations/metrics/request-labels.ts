import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '../../platform/errors/problem';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Methods used by routes; all others share one label, since clients can make them up. */
export function methodOf({ method }: Pick<FastifyRequest, 'method'>): string {
  return METHODS.has(method) ? method : 'other';
}

/** The route template, never a path: the whole portal has one label, and so do unmatched paths. */
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

/** The result of a sign-in request; `invalid` means it was not a valid attempt. */
export function loginResultOf({
  statusCode,
  problemCode,
}: Pick<FastifyReply, 'statusCode' | 'problemCode'>): LoginResult {
  return statusCode === 200 ? 'succeeded' : ((problemCode && RESULTS[problemCode]) ?? 'invalid');
}

/** The policy named in a 429's header fields (`rate-limited.ts`), if it is one of ours. */
export function policyOf(reply: Pick<FastifyReply, 'getHeader'>): string {
  const [, policy = '(none)'] = /^"(\w+)"/.exec(String(reply.getHeader('ratelimit-policy'))) ?? [];
  return policy;
}
