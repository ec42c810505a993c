import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Problem } from '../errors/problem';

interface KnownRoute {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** By path, with the names of parameters where they are. */
    knownRoutes: Map<string, KnownRoute>;
  }
}

/** Remembers every route as it is registered; call it before the first one. */
export function recordRoutes(server: FastifyInstance): void {
  server.decorate('knownRoutes', new Map<string, KnownRoute>());
  server.addHook('onRoute', ({ url, method }: RouteOptions) => {
    if (!url.includes('*')) {
      const route = server.knownRoutes.get(url) ?? { pattern: toPattern(url), methods: new Set() };
      [method].flat().forEach((name) => route.methods.add(name));
      server.knownRoutes.set(url, route);
    }
  });
}

/** The methods that exist for the path of a URL, in a stable order; none when the path is unknown. */
export function allowedMethods(server: FastifyInstance, url: string): string[] {
  const path = pathOf(url);
  const exact = server.knownRoutes.get(path);
  return methodsOf(
    exact ? [exact] : [...server.knownRoutes.values()].filter(({ pattern }) => pattern.test(path)),
  );
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
    const fixed = server.knownRoutes.get(pathOf(url));
    if (fixed) {
      throw methodNotAllowed(methodsOf([fixed]));
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
  return [...new Set(routes.flatMap(({ methods }) => [...methods]))].sort();
}

function toPattern(url: string): RegExp {
  const segments = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : RegExp.escape(segment)));
  return new RegExp(`^${segments.join('/')}$`);
}
