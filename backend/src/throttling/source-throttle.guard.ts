import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  Logger,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config';
import { clientAddressOf } from '../http/client-address';
import { ApiProblems } from '../openapi/api-problems.decorator';
import { KnownDevices } from './known-devices.service';
import { LIMITS, type SourceLimit } from './limits';
import { rateLimited, rateLimitHeaders, secondsOf } from './rate-limited';
import { countOne } from './shared-limiter';
import { sourceOf } from './source';
import { SourceLimiters } from './source-limiters';

const SOURCE_LIMIT = 'sourceLimit';

/** Counts the requests of a source before they cost anything (ASVS V6.3.1, V2.4.1). */
@Injectable()
export class SourceThrottleGuard implements CanActivate {
  private readonly logger = new Logger(SourceThrottleGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
    private readonly limiters: SourceLimiters,
    private readonly knownDevices: KnownDevices,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = this.reflector.get<SourceLimit>(SOURCE_LIMIT, context.getHandler());
    const http = context.switchToHttp();
    if (this.config.authThrottle) {
      await this.consume(name, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
    }
    return true;
  }

  private async consume(name: SourceLimit, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const subject = await this.findSubject(name, request);
    const { consumedPoints, remainingPoints, msBeforeNext } = await countOne(
      this.limiters.get(name),
      subject,
    );
    const seconds = secondsOf(msBeforeNext);
    void reply.headers(rateLimitHeaders(name, remainingPoints, seconds));
    if (consumedPoints > LIMITS[name].quota) {
      this.logger.warn({
        event: 'rate-limited',
        limit: name,
        ip: clientAddressOf(request),
        requestId: request.id,
      });
      throw rateLimited(name, seconds);
    }
  }

  /** A browser that the account knows is counted by itself: others behind its address cannot keep it out. */
  private async findSubject(name: SourceLimit, request: FastifyRequest): Promise<string> {
    const device = name === 'login' ? await this.knownDevices.ofSignIn(request) : undefined;
    return device ? `device:${device.id}` : sourceOf(clientAddressOf(request));
  }
}

/**
 * Limits how often one source may call a route; the number stands in `LIMITS`. Stands above the decorators
 * whose guards come first (the lowest one runs first): what they refuse is not counted.
 */
export const ThrottleSource = (name: SourceLimit): MethodDecorator =>
  applyDecorators(
    SetMetadata(SOURCE_LIMIT, name),
    UseGuards(SourceThrottleGuard),
    ApiProblems('RATE_LIMITED'),
  );
