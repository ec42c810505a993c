import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config';

/** What a page of a listed origin may send beside what every page may: the fields that some route reads. */
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

/** What a page of a listed origin may read beside what every page may. */
const EXPOSED_FIELDS = [
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
];

/** Seconds. An origin that was taken off the list asks again after that; no browser keeps the answer less long. */
const PREFLIGHT_LIFETIME = 600;

const PREFLIGHT_ANSWER = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': REQUEST_FIELDS.join(', '),
  'Access-Control-Max-Age': String(PREFLIGHT_LIFETIME),
  'Cache-Control': 'no-store',
};

/**
 * Lets pages of the listed origins call the API with a bearer token, never with cookies (ASVS V3.4.2). All else is
 * answered as it would be without such a list. Stands behind the hooks that send fields with every answer.
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

/** A question of a browser, not of a person (https://fetch.spec.whatwg.org/#cors-preflight-request). */
function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** Before the router and the guards: whether the route exists and for whom is asked by the request that follows. */
function answerPreflight(reply: FastifyReply): void {
  void reply.status(204).headers(PREFLIGHT_ANSWER).send();
}
