import type { FastifyRequest } from 'fastify';

/** The path of a request as its route has it, with the values of the parameters: one spelling, whatever was written. */
export function routePathOf({
  routeOptions: { url = '' },
  params,
}: Pick<FastifyRequest, 'routeOptions' | 'params'>): string {
  const values = params as Readonly<Record<string, string>>;
  return url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}
