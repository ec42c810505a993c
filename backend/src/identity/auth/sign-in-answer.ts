import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientOf } from '../../platform/http/client';
import { RefreshCookie } from '../sessions/refresh-cookie';
import { SessionsService } from '../sessions/sessions.service';
import { DeviceCookie } from '../throttling/device-cookie';
import { toUserDto } from '../users/user.dto';
import { AccessTokens } from './access-token';
import type { PasswordProven, SignedIn, Visit } from './auth.service';
import { bearerTokenOf } from './bearer-token';
import type { AuthResponseDto } from './dto/auth-response.dto';
import type { Reauthenticated } from './reauthentication.service';

/** Turns a session into an answer: tokens into body and cookies, and the other way round when signing out. */
@Injectable()
export class SignInAnswer {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly cookie: RefreshCookie,
    private readonly deviceCookie: DeviceCookie,
    private readonly sessions: SessionsService,
  ) {}

  visitOf(request: FastifyRequest, reply: FastifyReply): Visit {
    return {
      client: clientOf(request, reply),
      formerToken: this.cookie.read(request),
      devices: this.deviceCookie.read(request),
    };
  }

  /** Answers a sign-in; the browser is known to the account from now on. */
  signIn(request: FastifyRequest, reply: FastifyReply, signedIn: PasswordProven<SignedIn>): AuthResponseDto {
    this.deviceCookie.remember(request, reply, signedIn.user);
    return this.issueTokens(reply, signedIn);
  }

  /** Answers a change of the password: it made every browser a stranger, and this one is known at once again. */
  changePassword(
    request: FastifyRequest,
    reply: FastifyReply,
    changed: PasswordProven<Reauthenticated>,
  ): AuthResponseDto {
    this.deviceCookie.remember(request, reply, changed.user);
    return this.reissue(changed);
  }

  /** The access token into the body, the refresh token into the cookies. */
  issueTokens(reply: FastifyReply, { user, grant }: SignedIn): AuthResponseDto {
    this.cookie.set(reply, grant);
    return this.reissue({ user, grant });
  }

  /** Another access token for a session that goes on: neither cookie nor generation changes. */
  reissue({ user, grant }: Reauthenticated): AuthResponseDto {
    return { ...this.accessTokens.issue(grant, user.email), tokenType: 'Bearer', user: toUserDto(user) };
  }

  /** Ends the sessions of the refresh cookie and of the bearer token, whatever state either is in. */
  async signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const client = clientOf(request, reply);
    await this.sessions.endByRefreshToken(this.cookie.read(request), 'sign-out', client);
    const claims = this.accessTokens.readEvenExpired(this.readBearer(request) ?? '');
    if (claims) {
      await this.sessions.end(claims.sid, 'sign-out', client);
    }
    this.cookie.clear(reply);
  }

  private readBearer(request: FastifyRequest): string | null {
    try {
      return bearerTokenOf(request);
    } catch {
      return null;
    }
  }
}
