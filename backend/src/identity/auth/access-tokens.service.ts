import { type KeyObject, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Config } from '../../platform/config/config';
import type { AccessGrant } from '../sessions/session-grant';
import {
  ACCESS_TOKEN_ALGORITHM,
  ACCESS_TOKEN_TYPE,
  type AccessTokenClaims,
  readAccessToken,
} from './access-token-form';

/** Seconds by which another clock may be ahead of ours. */
export const CLOCK_SKEW = 5;

/** Issues access tokens and knows the keys they are verified with. */
@Injectable()
export class AccessTokensService {
  readonly issuer: string;
  readonly audience: string;

  constructor(
    private readonly jwt: JwtService,
    private readonly config: Config,
  ) {
    this.issuer = config.publicUrl.origin;
    this.audience = `${config.publicUrl.origin}/api`;
  }

  /** A signed token that does not outlive its session, and its lifetime in seconds. */
  issue(grant: AccessGrant, email: string): { accessToken: string; expiresIn: number } {
    const [signing] = this.config.jwtSecrets;
    const expiresIn = Math.floor(Math.min(this.config.accessTokenTtl, grant.absoluteLifetime) / 1_000);
    const issuedAt = Math.floor(Date.now() / 1_000);
    const claims: AccessTokenClaims = {
      iss: this.issuer,
      aud: this.audience,
      sub: grant.userId,
      email,
      sid: grant.sessionId,
      gen: grant.generation,
      auth_time: Math.floor(grant.authenticatedAt.getTime() / 1_000),
      iat: issuedAt,
      exp: issuedAt + expiresIn,
      jti: randomUUID(),
    };
    const accessToken = this.jwt.sign(claims, {
      // The options' type lacks KeyObject; the library accepts one, and then skips parsing the key on every call.
      secret: signing.key as unknown as string,
      header: { alg: ACCESS_TOKEN_ALGORITHM, typ: ACCESS_TOKEN_TYPE, kid: signing.kid },
    });
    return { accessToken, expiresIn };
  }

  /** The key named in the token's header; undefined when the token is not one of ours (RFC 8725 section 3.11). */
  keyOf(token: string): KeyObject | undefined {
    const header = this.readHeader(token);
    return header?.typ === ACCESS_TOKEN_TYPE
      ? this.config.jwtSecrets.find(({ kid }) => kid === header.kid)?.key
      : undefined;
  }

  /** The claims of a token that we issued, expired or not; undefined for anything else. Used for signing out. */
  readEvenExpired(token: string): AccessTokenClaims | undefined {
    try {
      this.jwt.verify(token, {
        secret: this.keyOf(token) as unknown as string,
        algorithms: [ACCESS_TOKEN_ALGORITHM],
        issuer: this.issuer,
        audience: this.audience,
        ignoreExpiration: true,
      });
      return readAccessToken(token);
    } catch {
      return undefined;
    }
  }

  /** The library throws on a token that claims to be a JWT but holds no JSON. */
  private readHeader(token: string): { typ?: unknown; kid?: unknown } | undefined {
    try {
      return this.jwt.decode<{ header: object } | null>(token, { complete: true })?.header;
    } catch {
      return undefined;
    }
  }
}
