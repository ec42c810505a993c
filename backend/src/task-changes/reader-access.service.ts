import { Injectable } from '@nestjs/common';
import { PersonalTokenCheck } from '../access-tokens/personal-token-check.service';
import type { AuthenticatedUser } from '../auth/current-user.decorator';
import { Problem } from '../errors/problem';
import { SessionLivenessService } from '../sessions/session-liveness.service';

/** Whether an answer that takes long may go on: what the guard found at its beginning, asked again. */
@Injectable()
export class ReaderAccess {
  constructor(
    private readonly liveness: SessionLivenessService,
    private readonly personalTokens: PersonalTokenCheck,
  ) {}

  /**
   * @param token that the request came with.
   * @throws Error when the database cannot tell.
   */
  async lasts({ id, session, expiresAt }: AuthenticatedUser, token: string): Promise<boolean> {
    if (expiresAt.getTime() <= Date.now()) {
      return false;
    }
    if (session) {
      return (await this.liveness.check(session.id, id, session.generation)).state === 'alive';
    }
    return this.isGood(token);
  }

  private async isGood(personalToken: string): Promise<boolean> {
    try {
      await this.personalTokens.verifyOrFail(personalToken);
      return true;
    } catch (error) {
      if (error instanceof Problem) {
        return false;
      }
      throw error;
    }
  }
}
