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

/** Leaves the body of the route unread until the handler reads it: who sends it, and whether they may, comes first. */
export const StreamsBody = (): MethodDecorator => RouteConfig({ streamsBody: true });

/** The unread body, on a route that is marked `@StreamsBody()`. It is of any length, and the reader's to limit. */
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

/** The parser gets an empty body that counts as the whole one. */
const keepBodyStream: preParsingHookHandler = (request, _reply, payload, done) => {
  request.bodyStream = payload;
  const receivedEncodedLength = Number(request.headers['content-length'] ?? 0);
  done(null, Object.assign(Readable.from([]), { receivedEncodedLength }));
};
