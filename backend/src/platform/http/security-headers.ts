import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config/config';

const ONE_YEAR_SECONDS = 31_536_000;

/** API responses are data: nothing in them may be loaded, framed or executed (ASVS V3.2.1, V3.4.1 to V3.4.8). */
export async function sendSecurityHeaders(server: FastifyInstance, config: Config): Promise<void> {
  const fields = await describeFields({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: config.secure && { maxAge: ONE_YEAR_SECONDS, includeSubDomains: true },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: config.corsOrigins.length > 0 ? 'cross-origin' : 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    // Superseded by `frame-ancestors`.
    xFrameOptions: false,
    // Only for obsolete browsers and plugins.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(fields);
    done();
  });
}

/** Helmet's header fields, computed once: they never change, but Helmet rebuilds them for each response. */
async function describeFields(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  await using sample = fastify();
  await sample.register(helmet, options);
  sample.get('/', (_request, reply) => reply.send());
  const { headers } = await sample.inject('/');
  const own = ['connection', 'content-length', 'date', 'keep-alive'];
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (own.includes(name) ? [] : [[name, String(value)]])),
  );
}

/** A minimal set, for responses sent before any hook runs. */
export function bareSecurityHeaders({ secure }: Config): Record<string, string> {
  return {
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    ...(secure && { 'Strict-Transport-Security': `max-age=${ONE_YEAR_SECONDS}; includeSubDomains` }),
  };
}
