import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Client, clientOf } from '../../platform/http/client';
import { RefreshCookieService } from '../sessions/refresh-cookie.service';
import { DeviceCookieService } from '../throttling/device-cookie.service';
import type { KnownDevice } from '../throttling/device-tokens.service';

/** What a sign-in or sign-out request carries besides its body. */
export interface Visit {
  readonly client: Client;
  /** The refresh token that the browser already has; its session ends (ASVS V7.2.4). */
  readonly formerToken?: string;
  /** Accounts that have signed in from this browser before. */
  readonly devices?: readonly KnownDevice[];
}

type HttpArgumentsHost = ReturnType<ExecutionContext['switchToHttp']>;

@Injectable()
class VisitPipe implements PipeTransform<HttpArgumentsHost, Visit> {
  constructor(
    private readonly cookie: RefreshCookieService,
    private readonly deviceCookie: DeviceCookieService,
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

/** Not the reply itself: it is a thenable, and Nest awaits whatever it passes to a pipe. */
const fromHttp = createParamDecorator((_: unknown, context: ExecutionContext) => context.switchToHttp());

/** Injects the `Visit` of the request. */
export const FromVisit = (): ParameterDecorator => fromHttp(VisitPipe);
