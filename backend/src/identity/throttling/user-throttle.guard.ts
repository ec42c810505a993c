import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthenticatedUser } from '../current-user.decorator';
import { Config } from '../../platform/config/config';
import { UserPseudonyms } from '../../platform/logging/user-pseudonyms';
import { LIMITS } from './limits';
import { rateLimited, rateLimitHeaders, secondsOf } from './rate-limited';
import { RequestCounter } from './request-counter';

/**
 * Keeps one person, or their pipeline gone wild, from using up what is there for all (ASVS V2.4.1). Each server process
 * counts by itself: behind so many processes the limit is so many times as high.
 */
@Injectable()
export class UserThrottleGuard implements CanActivate {
  private readonly logger = new Logger(UserThrottleGuard.name);
  private readonly counter = new RequestCounter(LIMITS.user);

  private readonly pseudonyms: UserPseudonyms;

  constructor(private readonly config: Config) {
    this.pseudonyms = new UserPseudonyms(config);
  }

  /** Stands behind the guard that finds out who it is; on open routes that is nobody. */
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const { user, id } = http.getRequest<Pick<FastifyRequest, 'id'> & { user?: AuthenticatedUser }>();
    if (user && this.config.authThrottle) {
      this.countOrRefuse(user.id, id, http.getResponse<FastifyReply>());
    }
    return true;
  }

  private countOrRefuse(userId: string, requestId: string, reply: FastifyReply): void {
    const { count, millisecondsLeft } = this.counter.count(userId);
    const seconds = secondsOf(millisecondsLeft);
    if (count === LIMITS.user.quota + 1) {
      this.logger.warn({ event: 'rate-limited', limit: 'user', user: this.pseudonyms.of(userId), requestId });
    }
    if (count > LIMITS.user.quota) {
      throw rateLimited('user', seconds);
    }
    void reply.headers(rateLimitHeaders('user', LIMITS.user.quota - count, seconds));
  }
}
