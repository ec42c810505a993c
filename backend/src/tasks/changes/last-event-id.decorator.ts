import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The last event the client received; undefined, or an empty string as sent by browsers, if there is none. */
export const LastEventId = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const field = context.switchToHttp().getRequest<FastifyRequest>().headers['last-event-id'];
  return field === undefined || field === '' ? undefined : String(field);
});
