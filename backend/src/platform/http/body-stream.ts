import { Readable } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest, preParsingHookHandler, RouteOptions } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    streamsBody?: boolean;
  }
  interface FastifyRequest {
    bodyStream?: Readable;
  }
}

/** Leaves the route's body unread until the handler reads it: authentication and authorisation come first. */
export const StreamsBody = (): MethodDecorator => RouteConfig({ streamsBody: true });

/** The unread body, on a route marked `@StreamsBody()`. The reader must limit its length. */
export const BodyStream = createParamDecorator((_: unknown, context: ExecutionContext): Readable => {
  const { bodyStream } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!bodyStream) {
    throw new Error('A route without @StreamsBody() asks for the stream of the body');
  }
  return bodyStream;
});

/** Makes `@StreamsBody()` work; call it before the first route. */
export function keepBodyStreams(server: FastifyInstance): void {
  server.addHook('onRoute', (route: RouteOptions) => {
    if (route.config?.streamsBody) {
      route.preParsing = keepBodyStream;
      route.bodyLimit = Number.MAX_SAFE_INTEGER;
    }
  });
}

/** Gives the parser an empty body with the full content length. */
const keepBodyStream: preParsingHookHandler = (request, _reply, payload, done) => {
  request.bodyStream = payload;
  const receivedEncodedLength = Number(request.headers['content-length'] ?? 0);
  done(null, Object.assign(Readable.from([]), { receivedEncodedLength }));
};
