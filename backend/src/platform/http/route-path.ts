import type { FastifyRequest } from 'fastify';

/** The request's path rebuilt from its route and parameter values: canonical, whatever the client sent. */
export function routePathOf({
  routeOptions: { url = '' },
  params,
}: Pick<FastifyRequest, 'routeOptions' | 'params'>): string {
  const values = params as Readonly<Record<string, string>>;
  return url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}
