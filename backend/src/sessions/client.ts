import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { clientAddressOf } from '../http/client-address';
import { replaceUnprintable } from '../logging/unprintable';

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
    userAgent: userAgentOf(request),
    requestId: request.id,
  };
}

/** Shown to people and to the administrator: what cannot be seen in it is not kept. */
function userAgentOf({ headers }: FastifyRequest): string | null {
  const userAgent = headers['user-agent'];
  return userAgent === undefined ? null : replaceUnprintable(userAgent.slice(0, USER_AGENT_MAXIMUM));
}

/** Hands the handler the `Client` of the request. */
export const FromClient = createParamDecorator((_: unknown, context: ExecutionContext) =>
  clientOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
