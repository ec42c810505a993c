import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthenticatedUser } from '../current-user.decorator';
import { Config } from '../../platform/config/config';
import { UserPseudonyms } from '../../platform/logging/user-pseudonyms';
import { LIMITS } from './limits';
import { rateLimited, rateLimitHeaders, secondsOf } from './rate-limited';
import { RequestCounter } from './request-counter';

/**
 * Prevents one person, or a runaway pipeline of theirs, from exhausting the server (ASVS V2.4.1). Each server process
 * counts separately, so the effective limit is multiplied by their number.
 */
@Injectable()
export class UserThrottleGuard implements CanActivate {
  private readonly logger = new Logger(UserThrottleGuard.name);
  private readonly counter = new RequestCounter(LIMITS.user);

  private readonly pseudonyms: UserPseudonyms;

  constructor(private readonly config: Config) {
    this.pseudonyms = new UserPseudonyms(config);
  }

  /** Runs after the authentication guard; public routes have no person to count. */
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
