import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefreshCookie } from '../sessions/refresh-cookie';
import { SessionsService } from '../sessions/sessions.service';
import { toUserDto } from '../users/user.dto';
import { AccessTokens } from './access-token';
import type { SignedIn } from './auth.service';
import { bearerTokenOf } from './bearer-token';
import type { AuthResponseDto } from './dto/auth-response.dto';

/** Turns a session into an answer: tokens into body and cookies, and the other way round when signing out. */
@Injectable()
export class SignInAnswer {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly cookie: RefreshCookie,
    private readonly sessions: SessionsService,
  ) {}

  /** The access token into the body, the refresh token into the cookies. */
  issueTokens(reply: FastifyReply, { user, grant }: SignedIn): AuthResponseDto {
    this.cookie.set(reply, grant);
    return { ...this.accessTokens.issue(grant, user.email), tokenType: 'Bearer', user: toUserDto(user) };
  }

  /** Ends the sessions of the refresh cookie and of the bearer token, whatever state either is in. */
  async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.sessions.endByRefreshToken(this.cookie.read(request), 'sign-out');
    const claims = this.accessTokens.readEvenExpired(this.readBearer(request) ?? '');
    if (claims) {
      await this.sessions.end(claims.sid, 'sign-out');
    }
    this.cookie.clear(reply);
    void reply.header('Clear-Site-Data', '"storage"');
  }

  private readBearer(request: FastifyRequest): string | null {
    try {
      return bearerTokenOf(request);
    } catch {
      return null;
    }
  }
}
