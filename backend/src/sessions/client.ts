import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { clientAddressOf } from '../http/client-address';

export const USER_AGENT_MAXIMUM = 512;

/** From where a request comes, as far as the server can tell. */
export interface Client {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
}

export function clientOf(request: FastifyRequest): Client {
  return {
    ip: clientAddressOf(request),
    userAgent: request.headers['user-agent']?.slice(0, USER_AGENT_MAXIMUM) ?? null,
    requestId: request.id,
  };
}

/** Hands the handler the `Client` of the request. */
export const FromClient = createParamDecorator((_: unknown, context: ExecutionContext) =>
  clientOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
