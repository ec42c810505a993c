import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Client, clientOf } from '../../platform/http/client';
import { RefreshCookie } from '../sessions/refresh-cookie';
import { DeviceCookie } from '../throttling/device-cookie';
import type { KnownDevice } from '../throttling/device-token';

/** What a request to sign in or out brings beside its body. */
export interface Visit {
  readonly client: Client;
  /** The refresh token that the browser has; its session ends (ASVS V7.2.4). */
  readonly formerToken?: string;
  /** Accounts that signed in from this browser before. */
  readonly devices?: readonly KnownDevice[];
}

type HttpArgumentsHost = ReturnType<ExecutionContext['switchToHttp']>;

@Injectable()
class VisitPipe implements PipeTransform<HttpArgumentsHost, Visit> {
  constructor(
    private readonly cookie: RefreshCookie,
    private readonly deviceCookie: DeviceCookie,
  ) {}

  transform(http: HttpArgumentsHost): Visit {
    const reply = http.getResponse<FastifyReply>();
    return {
      client: clientOf(reply.request, reply),
      formerToken: this.cookie.read(reply.request),
      devices: this.deviceCookie.read(reply.request),
    };
  }
}

/** Not the reply itself: it is a thenable, and Nest awaits what it hands to a pipe. */
const fromHttp = createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp());

/** Hands the handler the `Visit` that the request is. */
export const FromVisit = (): ParameterDecorator => fromHttp(VisitPipe);
