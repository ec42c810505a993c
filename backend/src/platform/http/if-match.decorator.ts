import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { versionsAllowedBy } from './entity-tag';

/** The versions that the request's `If-Match` allows; undefined for any. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext) =>
  versionsAllowedBy(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);
