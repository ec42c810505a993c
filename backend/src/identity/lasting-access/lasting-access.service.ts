import { Injectable } from '@nestjs/common';
import { holdToken } from '../personal-tokens/hold-token.query';
import { PersonalTokenCheckService } from '../personal-tokens/personal-token-check.service';
import { bearerProblem } from '../../platform/errors/bearer-problem';
import type { AuthenticatedUser } from '../current-user.decorator';
import { holdSession } from '../sessions/hold-session.query';
import { SessionLivenessService } from '../sessions/session-liveness.service';
import { OpenItems } from '../throttling/open-items';
import { type AccessSource, AccessWatch } from './access-watch';

/** Triggers notify this channel with the user id when a session or token ends. */
export const ENDED_ACCESS_CHANNEL = 'taskward_ended_access';

/**
 * The guard checks session, token and person once. Anything that lasts longer than one statement checks again here, so
 * that a revocation ends it too.
 */
@Injectable()
export class LastingAccessService {
  private readonly watches = new OpenItems<AccessWatch>();

  constructor(
    private readonly sessions: SessionLivenessService,
    private readonly tokens: PersonalTokenCheckService,
  ) {}

  /** Number of watches. */
  get count(): number {
    return this.watches.count;
  }

  /** Watches the access of a request until the watch is disposed of. */
  watch(user: AuthenticatedUser): AccessWatch {
    const watch = new AccessWatch(this.sourceOf(user), (closed) => this.watches.remove(user.id, closed));
    this.watches.add(user.id, watch);
    return watch;
  }

  /**
   * Checks again, for a request that had to wait.
   * @throws Problem TOKEN_INVALID, TOKEN_EXPIRED, SESSION_ENDED
   */
  async requireLive(user: AuthenticatedUser): Promise<void> {
    const source = this.sourceOf(user);
    if (source.expiresAt.getTime() <= Date.now()) {
      throw bearerProblem('TOKEN_EXPIRED');
    }
    await source.ask();
  }

  /** A session or token of these people has ended. */
  async recheck(personIds: string[]): Promise<void> {
    const watches = personIds.flatMap((id) => this.watches.of(id));
    await Promise.all(watches.map((watch) => watch.recheck()));
  }

  /** Called when notifications may have been lost. Sequential, so that requests are served in between. */
  async recheckAll(): Promise<void> {
    for (const watch of this.watches.all()) {
      await watch.recheck();
    }
  }

  private sourceOf({ id, session, personalTokenId = '', expiresAt }: AuthenticatedUser): AccessSource {
    return session
      ? {
          expiresAt,
          ask: async () => void (await this.sessions.requireLive(session.id, id, session.generation)),
          hold: (manager) => holdSession(manager, id, session),
        }
      : {
          expiresAt,
          ask: () => this.tokens.requireGood(personalTokenId, id),
          hold: (manager) => holdToken(manager, id, personalTokenId),
        };
  }
}
