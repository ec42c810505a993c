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
import { RateLimiterRes } from 'rate-limiter-flexible';
import { Config } from '../config/config';
import { Problem } from '../errors/problem';
import { clientAddressOf } from '../http/client-address';
import { ApiProblems } from '../openapi/api-problems.decorator';
import { sourceOf } from './source';
import { type SourceLimit, SourceLimiters, WINDOW_SECONDS } from './source-limiters';

const SOURCE_LIMIT = 'sourceLimit';

/** Counts the requests of a source before they cost anything (ASVS V6.3.1, V2.4.1). */
@Injectable()
export class SourceThrottleGuard implements CanActivate {
  private readonly logger = new Logger(SourceThrottleGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
    private readonly limiters: SourceLimiters,
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
    const limiter = this.limiters.get(name);
    const ip = clientAddressOf(request);
    const result = await limiter.consume(sourceOf(ip)).catch(resultOf);
    const seconds = Math.max(1, Math.ceil(result.msBeforeNext / 1_000));
    void reply.header('RateLimit-Policy', `"${name}";q=${limiter.points};w=${WINDOW_SECONDS}`);
    void reply.header('RateLimit', `"${name}";r=${result.remainingPoints};t=${seconds}`);
    if (result.consumedPoints > limiter.points) {
      this.logger.warn({ event: 'rate-limited', limit: name, ip });
      throw new Problem('RATE_LIMITED', {
        detail: `Too many requests. Try again in ${seconds} seconds.`,
        headers: { 'Retry-After': String(seconds) },
      });
    }
  }
}

/** The limiter throws its result when it refuses; without a result it could not count, and nobody passes. */
function resultOf(refusal: unknown): RateLimiterRes {
  if (refusal instanceof RateLimiterRes) {
    return refusal;
  }
  throw new Problem('UNAVAILABLE', { headers: { 'Retry-After': '2' }, cause: refusal });
}

/**
 * Limits how often one source may call a route; the number stands in `SOURCE_LIMITS`. Stands above the decorators
 * whose guards come first (the lowest one runs first): what they refuse is not counted.
 */
export const ThrottleSource = (name: SourceLimit): MethodDecorator =>
  applyDecorators(
    SetMetadata(SOURCE_LIMIT, name),
    UseGuards(SourceThrottleGuard),
    ApiProblems('RATE_LIMITED'),
  );
