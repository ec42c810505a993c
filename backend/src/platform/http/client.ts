import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientAddressOf } from './client-address';
import { goneSignalOf } from './gone-signal';
import { replaceUnprintable } from '../logging/unprintable';

export const USER_AGENT_MAXIMUM = 512;

/** From where a request comes, as far as the server can tell. */
export interface Client {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  /** Aborted when nobody waits for the answer any more; undefined where nobody looks. */
  readonly gone?: AbortSignal;
}

export function clientOf(request: FastifyRequest, reply: FastifyReply): Client {
  return {
    ip: clientAddressOf(request),
    userAgent: userAgentOf(request),
    requestId: request.id,
    gone: goneSignalOf(reply),
  };
}

/** Shown to people and to the administrator: what cannot be seen in it is not kept. */
function userAgentOf({ headers }: FastifyRequest): string | null {
  const userAgent = headers['user-agent'];
  return userAgent === undefined ? null : replaceUnprintable(userAgent.slice(0, USER_AGENT_MAXIMUM));
}

/** Hands the handler the `Client` of the request. */
export const FromClient = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const http = context.switchToHttp();
  return clientOf(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});
