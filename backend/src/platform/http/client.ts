import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientAddressOf } from './client-address';
import { goneSignalOf } from './gone-signal';
import { replaceUnprintable } from '../logging/unprintable';

export const USER_AGENT_MAXIMUM = 512;

/** The origin of a request, as far as the server can tell. */
export interface Client {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  /** Aborted when the client no longer waits for the response; undefined if the caller does not check. */
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

/** Shown to people and to the administrator, so invisible characters are removed. */
function userAgentOf({ headers }: FastifyRequest): string | null {
  const userAgent = headers['user-agent'];
  return userAgent === undefined ? null : replaceUnprintable(userAgent.slice(0, USER_AGENT_MAXIMUM));
}

/** Injects the `Client` of the request. */
export const FromClient = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const http = context.switchToHttp();
  return clientOf(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});
