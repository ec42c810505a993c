import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PersonalTokenCheck } from '../access-tokens/personal-token-check.service';
import { bearerTokenOf } from '../auth/bearer-token';
import type { AuthenticatedUser } from '../auth/current-user.decorator';
import { Problem } from '../errors/problem';
import { SessionLivenessService } from '../sessions/session-liveness.service';

/** Whether an answer that goes on and on may still go on. */
export interface StreamAccess {
  /** When the access token of the session expires, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** Asks the database, as the guard does for a request. */
  isAlive(): Promise<boolean>;
}

/** The guard decides once, when the request arrives; a stream has to ask again. */
@Injectable()
export class StreamAccesses {
  constructor(
    private readonly liveness: SessionLivenessService,
    private readonly personalTokens: PersonalTokenCheck,
  ) {}

  /** @param request one that the guard has let pass. */
  of({ id: userId, session }: AuthenticatedUser, request: FastifyRequest): StreamAccess {
    const token = bearerTokenOf(request) ?? '';
    if (!session) {
      return { expiresAt: Number.MAX_SAFE_INTEGER, isAlive: () => this.isPersonalTokenAlive(token) };
    }
    const isAlive = async () => {
      const { state } = await this.liveness.check(session.id, userId, session.generation);
      return state === 'alive';
    };
    return { expiresAt: expiryOf(token), isAlive };
  }

  private async isPersonalTokenAlive(token: string): Promise<boolean> {
    try {
      await this.personalTokens.verifyOrFail(token);
      return true;
    } catch (error) {
      if (error instanceof Problem) {
        return false;
      }
      throw error;
    }
  }
}

/** Of a JWT whose signature was checked already. */
function expiryOf(token: string): number {
  const [, claims = ''] = token.split('.');
  const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number };
  return exp * 1_000;
}
