import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config';

/** Request header fields allowed from listed origins besides the always allowed ones: those that some route reads. */
const REQUEST_FIELDS = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Last-Event-ID',
  'X-Request-Id',
  'X-Taskward-CSRF',
];

/** Response header fields exposed to listed origins besides the always allowed ones. */
const EXPOSED_FIELDS = [
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
];

/** Preflight cache time in seconds, after which removing an origin takes effect in every browser. */
const PREFLIGHT_LIFETIME = 600;

const PREFLIGHT_ANSWER = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': REQUEST_FIELDS.join(', '),
  'Access-Control-Max-Age': String(PREFLIGHT_LIFETIME),
  'Cache-Control': 'no-store',
};

/**
 * Lets pages of the listed origins call the API with a bearer token, never with cookies (ASVS V3.4.2). All other
 * requests are answered as if there were no list. Runs after the hooks that add header fields to every response.
 */
export function allowListedOrigins(server: FastifyInstance, { corsOrigins }: Config): void {
  if (corsOrigins.length === 0) {
    return;
  }
  const listed = new Set(corsOrigins);
  server.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    void reply.header('Vary', 'Origin');
    if (origin === undefined || !listed.has(origin)) {
      done();
      return;
    }
    void reply.header('Access-Control-Allow-Origin', origin);
    if (isPreflight(request)) {
      answerPreflight(reply);
      return;
    }
    void reply.header('Access-Control-Expose-Headers', EXPOSED_FIELDS.join(', '));
    done();
  });
}

/** A request by the browser itself (https://fetch.spec.whatwg.org/#cors-preflight-request). */
function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** Runs before the router and the guards: they check the actual request that follows. */
function answerPreflight(reply: FastifyReply): void {
  void reply.status(204).headers(PREFLIGHT_ANSWER).send();
}
