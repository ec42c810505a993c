import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Problem } from '../errors/problem';

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
  const path = pathOf(url);
  const exact = methodsOf(server.knownRoutes.filter((route) => route.url === path));
  return exact.length > 0 ? exact : methodsOf(server.knownRoutes.filter(({ pattern }) => pattern.test(path)));
}

/**
 * Keeps `PUT /tasks/trash` from `PUT /tasks/:id`, where the router leads it: that path has methods of its own.
 * @throws Problem METHOD_NOT_ALLOWED
 */
export function requireKnownMethod(
  { server, url, routeOptions }: FastifyRequest,
  _reply: FastifyReply,
  done: () => void,
): void {
  if (routeOptions.url?.includes(':')) {
    const path = pathOf(url);
    const methods = methodsOf(server.knownRoutes.filter((route) => route.url === path));
    if (methods.length > 0) {
      throw methodNotAllowed(methods);
    }
  }
  done();
}

export function methodNotAllowed(methods: string[]): Problem {
  return new Problem('METHOD_NOT_ALLOWED', { headers: { Allow: methods.join(', ') } });
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

function methodsOf(routes: KnownRoute[]): string[] {
  return [...new Set(routes.flatMap((route) => route.methods))].sort();
}

function toPattern(url: string): RegExp {
  const segments = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : RegExp.escape(segment)));
  return new RegExp(`^${segments.join('/')}$`);
}
