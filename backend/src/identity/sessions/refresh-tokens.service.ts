import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Config } from '../../platform/config/config';
import { isSignedBy, sign } from '../../platform/crypto/mac';

/** The session of a refresh token, and the token's sequence number in that session, counted from 1. */
export interface RefreshTokenClaims {
  readonly sessionId: string;
  readonly generation: number;
}

const FORM = /^v1\.([\w-]{8})\.([0-9a-f-]{36})\.([1-9]\d{0,9})\.[\w-]{43}$/;
const LARGEST_GENERATION = 2_147_483_646;

/** Whether the value is a valid generation number. */
export function isGeneration(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LARGEST_GENERATION;
}

/**
 * Refresh tokens `v1.<kid>.<session id>.<generation>.<mac>`: computed, never stored. The mac is HMAC-SHA-256 over
 * the four parts before it (ASVS V7.2.3, V11.5.1). Compared as text, so that a token has one spelling only.
 */
@Injectable()
export class RefreshTokensService {
  constructor(private readonly config: Config) {}

  issue({ sessionId, generation }: RefreshTokenClaims): string {
    const [signing] = this.config.refreshSecrets;
    return sign(`v1.${signing.kid}.${sessionId}.${generation}`, signing.key);
  }

  /** The claims of a token that this server issued; undefined for anything else. */
  read(token: string | undefined): RefreshTokenClaims | undefined {
    const [, kid, sessionId = '', digits] = FORM.exec(token ?? '') ?? [];
    const secret = this.config.refreshSecrets.find((candidate) => candidate.kid === kid);
    const generation = Number(digits);
    if (!token || !secret || !isUuid(sessionId) || !isGeneration(generation)) {
      return undefined;
    }
    return isSignedBy(token, secret.key) ? { sessionId, generation } : undefined;
  }
}
