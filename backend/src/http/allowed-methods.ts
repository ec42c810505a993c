import type { FastifyInstance, RouteOptions } from 'fastify';

interface KnownRoute {
  readonly url: string;
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

declare module 'fastify' {
  interface FastifyInstance {
    knownRoutes: KnownRoute[];
  }
}

/** Remembers every route as it is registered; call it before the first one. */
export function recordRoutes(server: FastifyInstance): void {
  server.decorate('knownRoutes', []);
  server.addHook('onRoute', ({ url, method }: RouteOptions) => {
    if (!url.includes('*')) {
      server.knownRoutes.push({ url, pattern: toPattern(url), methods: [method].flat() });
    }
  });
}

/** The methods that exist for the path of a URL, in a stable order; none when the path is unknown. */
export function allowedMethods(server: FastifyInstance, url: string): string[] {
  const path = url.split('?', 1)[0] ?? '';
  const methods = server.knownRoutes
    .filter(({ pattern }) => pattern.test(path))
    .flatMap((route) => route.methods);
  return [...new Set(methods)].sort();
}

function toPattern(url: string): RegExp {
  const segments = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : RegExp.escape(segment)));
  return new RegExp(`^${segments.join('/')}$`);
}
