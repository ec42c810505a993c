import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RefreshCookieService } from '../sessions/refresh-cookie.service';
import { DeviceCookieService } from '../throttling/device-cookie.service';
import { toUserDto } from '../users/user.dto';
import { AccessTokensService } from './access-tokens.service';
import type { PasswordProven, SignedIn } from './auth.service';
import type { AuthResponseDto } from './dto/auth-response.dto';
import type { Reauthenticated } from './reauthentication.service';

/** Turns a session into a response: tokens in the body and in cookies. */
@Injectable()
export class SignInAnswerService {
  constructor(
    private readonly accessTokens: AccessTokensService,
    private readonly cookie: RefreshCookieService,
    private readonly deviceCookie: DeviceCookieService,
  ) {}

  /** Answers a sign-in and makes the browser a known device of the account. */
  signIn(reply: FastifyReply, signedIn: PasswordProven<SignedIn>): AuthResponseDto {
    this.deviceCookie.remember(reply, signedIn.user);
    return this.issueTokens(reply, signedIn);
  }

  /** Answers a password change, which made the account forget all known devices; this browser is remembered again. */
  changePassword(reply: FastifyReply, changed: PasswordProven<Reauthenticated>): AuthResponseDto {
    this.deviceCookie.remember(reply, changed.user);
    return this.reissue(changed);
  }

  /** The access token into the body, the refresh token into the cookies. */
  issueTokens(reply: FastifyReply, { user, grant }: SignedIn): AuthResponseDto {
    this.cookie.set(reply, grant);
    return this.reissue({ user, grant });
  }

  /** Another access token for a continuing session: cookies and generation stay the same. */
  reissue({ user, grant }: Reauthenticated): AuthResponseDto {
    return { ...this.accessTokens.issue(grant, user.email), tokenType: 'Bearer', user: toUserDto(user) };
  }
}
