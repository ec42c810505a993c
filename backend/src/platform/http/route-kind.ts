import type { FastifyInstance, onRequestHookHandler, RouteOptions } from 'fastify';

/** What a route is part of. An address that no route takes is part of nothing. */
export type RouteKind = 'api' | 'docs' | 'health' | 'portal';

declare module 'fastify' {
  interface FastifyContextConfig {
    kind?: RouteKind;
  }
}

/**
 * Rules look at the route that was found, never at the address as it was written: `/%61pi/v1/tasks` is `/api/v1/tasks`
 * to the router. So each route is marked once, as it is registered; call it before the first one.
 */
export function markRoutes(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    route.config = { ...route.config, kind: kindOf(route) };
  });
}

/** Runs a hook on requests to some routes only, without asking anew for each request; call it before the first route. */
export function addHookTo(
  server: FastifyInstance,
  isMeant: (route: RouteOptions) => boolean,
  hook: onRequestHookHandler,
): void {
  server.addHook('onRoute', (route) => {
    if (isMeant(route)) {
      route.onRequest = [route.onRequest ?? [], hook].flat();
    }
  });
}

export function kindOf({ url }: Pick<RouteOptions, 'url'>): RouteKind {
  if (url.startsWith('/api/docs')) {
    return 'docs';
  }
  if (url.startsWith('/api/')) {
    return 'api';
  }
  return url.startsWith('/health/') ? 'health' : 'portal';
}
