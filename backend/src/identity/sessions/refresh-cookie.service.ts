import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config';
import { cookieNameOf, hostCookieNameOf } from '../../platform/http/cookie-name';
import { type RefreshTokenClaims, RefreshTokensService } from './refresh-tokens.service';
import type { SessionGrant } from './session-grant';

/** Readable by script, contains no secret: tells the portal (`signed-in-hint.ts`) whether to ask for a session. */
const HINT_COOKIE = 'taskward_signed_in';

/** The cookie that carries the refresh token, and a companion hint cookie (ASVS V3.3.1 to V3.3.4). */
@Injectable()
export class RefreshCookieService {
  readonly name: string;
  private readonly hintName: string;

  constructor(
    private readonly config: Config,
    private readonly refreshTokens: RefreshTokensService,
  ) {
    this.name = hostCookieNameOf('taskward_refresh', config);
    this.hintName = cookieNameOf(HINT_COOKIE, config);
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  /** The token's claims if this server issued it; the session may have ended. */
  readClaims(request: FastifyRequest): RefreshTokenClaims | undefined {
    return this.refreshTokens.read(this.read(request));
  }

  /** With `Max-Age` if the session is to outlive the browser, otherwise as a session cookie. */
  set(reply: FastifyReply, grant: SessionGrant): void {
    const seconds = Math.floor(Math.min(grant.idleLifetime, grant.absoluteLifetime) / 1_000);
    this.send(reply, this.refreshTokens.issue(grant), '1', grant.rememberMe ? { maxAge: seconds } : {});
  }

  /** Clears the cookies and the data that the portal stored in the browser (ASVS V14.3.1). */
  clear(reply: FastifyReply): void {
    this.send(reply, '', '', { maxAge: 0 });
    void reply.header('Clear-Site-Data', '"storage"');
  }

  private send(reply: FastifyReply, token: string, hint: string, lifetime: CookieSerializeOptions): void {
    const options: CookieSerializeOptions = {
      path: '/',
      sameSite: 'strict',
      secure: this.config.secure,
      ...lifetime,
    };
    void reply.setCookie(this.name, token, { ...options, httpOnly: true });
    void reply.setCookie(this.hintName, hint, options);
  }
}
