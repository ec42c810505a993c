import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Which event the reader saw last; undefined, or an empty text as browsers send it, when none. */
export const LastEventId = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const field = context.switchToHttp().getRequest<FastifyRequest>().headers['last-event-id'];
  return field === undefined || field === '' ? undefined : String(field);
});
