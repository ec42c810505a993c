import type { FastifyInstance, onRequestHookHandler, RouteOptions } from 'fastify';

/** The part of the product that a route belongs to. Unmatched paths belong to none. */
export type RouteKind = 'api' | 'docs' | 'health' | 'portal';

declare module 'fastify' {
  interface FastifyContextConfig {
    kind?: RouteKind;
  }
}

/**
 * Rules check the matched route, never the raw path: `/%61pi/v1/tasks` is `/api/v1/tasks` to the router. So each route
 * is marked once, at registration; call it before the first one.
 */
export function markRoutes(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    route.config = { ...route.config, kind: kindOf(route) };
  });
}

/** Adds a hook to matching routes only, without a check per request; call it before the first route. */
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
