import { METHODS } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../errors/problem';

declare module 'fastify' {
  interface FastifyInstance {
    /** The methods of each path, including the names of path parameters. */
    knownRoutes: Map<string, Set<string>>;
  }
  interface FastifyContextConfig {
    refusesMethods?: boolean;
  }
}

/** Records every route as it is registered; call it before the first one. */
export function recordRoutes(server: FastifyInstance): void {
  const knownRoutes = new Map<string, Set<string>>();
  server.decorate('knownRoutes', knownRoutes);
  server.addHook('onRoute', ({ url, method, config }) => {
    if (!url.includes('*') && !config?.refusesMethods) {
      knownRoutes.set(url, (knownRoutes.get(url) ?? new Set()).union(new Set([method].flat())));
    }
  });
}

/**
 * Answers unsupported methods of known paths with 405 and `Allow` (RFC 9110 section 15.5.6). These are registered as
 * routes, so that the router resolves paths as usual, and `PUT /tasks/trash` is not `PUT /tasks/:id`.
 */
@Injectable()
export class AllowedMethodsService implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** All routes have been registered by now. */
  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    supportAllMethods(server);
    for (const [url, methods] of [...server.knownRoutes]) {
      refuse(server, url, methods);
    }
  }
}

/** The bodies of these methods are irrelevant. CONNECT never gets here. */
function supportAllMethods(server: FastifyInstance): void {
  const known = new Set([...server.supportedMethods, 'CONNECT']);
  METHODS.filter((method) => !known.has(method)).forEach((method) => server.addHttpMethod(method));
}

function refuse(server: FastifyInstance, url: string, methods: ReadonlySet<string>): void {
  const allow = [...methods].sort().join(', ');
  server.route({
    method: server.supportedMethods.filter((method) => !methods.has(method)),
    url,
    config: { refusesMethods: true },
    // Before any of the body is read.
    onRequest: ({ params }, reply) => {
      if (hasEmptyParameter(params)) {
        reply.callNotFound();
      } else {
        throw new Problem('METHOD_NOT_ALLOWED', { headers: { Allow: allow } });
      }
    },
    handler: (_request, reply) => reply.callNotFound(),
  });
}

/** The router matches `/tasks/` with `/tasks/:id`; NestJS does not. */
function hasEmptyParameter(params: unknown): boolean {
  return Object.values(params as Record<string, string>).includes('');
}
