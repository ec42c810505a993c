import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthenticatedUser } from '../current-user.decorator';
import { Config } from '../../platform/config/config';
import { goneSignalOf } from '../../platform/http/gone-signal';
import { UnreadAnswersService } from '../../platform/http/unread-answers.service';
import { tooManyOpen } from '../throttling/limited-items';
import { secondsOf } from '../throttling/rate-limited';
import { LastingAccessService } from './lasting-access.service';
import { PersonTurnsService } from '../concurrency/person-turns.service';

const TAKES_OWN_TURNS = 'takesOwnTurns';

/**
 * For a route that works in steps and waits for its client before each: every step takes a turn with
 * `PersonTurnsService.run`, which would deadlock if the request itself already held one.
 */
export const TakesOwnTurns = (): MethodDecorator => SetMetadata(TAKES_OWN_TURNS, true);

/**
 * Queues the requests of one person without affecting others. Runs after the authentication guards;
 * `endTurnsWithAnswers` ends the turn.
 */
@Injectable()
export class PersonTurnGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly turns: PersonTurnsService,
    private readonly unread: UnreadAnswersService,
    private readonly access: LastingAccessService,
    private readonly config: Config,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & { user?: AuthenticatedUser }>();
    const { user } = request;
    if (!user || this.reflector.get<boolean | undefined>(TAKES_OWN_TURNS, context.getHandler())) {
      return true;
    }
    if (this.turns.tryBegin(user.id)) {
      request.endTurn = () => this.turns.end(user.id);
      this.requireReadAnswers(user.id);
      return true;
    }
    return this.wait(user, request, http.getResponse<FastifyReply>());
  }

  /** If the access ended during the wait, the request has been answered and goes no further. */
  private async wait(user: AuthenticatedUser, request: FastifyRequest, reply: FastifyReply): Promise<true> {
    await this.turns.begin(user.id, goneSignalOf(reply));
    request.endTurn = () => this.turns.end(user.id);
    this.requireReadAnswers(user.id);
    await this.access.requireLive(user);
    return true;
  }

  /**
   * Checked within the turn, when earlier requests have been counted.
   * @throws Problem RATE_LIMITED
   */
  private requireReadAnswers(personId: string): void {
    const { unreadSpace: maximum, requestTimeout } = this.config;
    if (this.unread.of(personId) >= maximum) {
      throw tooManyOpen({
        policy: 'unread_space',
        maximum,
        unit: 'content-bytes',
        // By then stalled connections have been closed.
        retryAfter: secondsOf(requestTimeout),
        detail: 'Answers to your other requests have not been read yet.',
      });
    }
  }
}
