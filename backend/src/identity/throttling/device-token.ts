import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Config } from '../../platform/config/config';
import type { SecuredAccount } from '../users/user.entity';

/** A browser on which somebody signed in before; it has an id of its own for each account. */
export interface KnownDevice {
  readonly id: string;
  readonly userId: string;
  /** The account's when somebody last signed in: with another one the browser is a stranger. */
  readonly securityVersion: number;
}

const FORM = /^v2\.([\w-]{8})\.([0-9a-f-]{36})\.([1-9]\d{0,9})\.([\w-]{22})\.([\w-]{43})$/;

/**
 * Device tokens `v2.<kid>.<user id>.<security version>.<device id>.<mac>`: computed, never stored. The mac is
 * HMAC-SHA-256 over the five parts before it, with a key derived from `REFRESH_SECRETS`. They sign nobody in: all they
 * are good for is a number of tries that strangers cannot use up. Those of before, `v1`, outlived a change of the
 * password and are no tokens any more.
 */
@Injectable()
export class DeviceTokens {
  private readonly secrets: readonly { readonly kid: string; readonly key: Uint8Array }[];

  constructor({ refreshSecrets }: Config) {
    this.secrets = refreshSecrets.map(({ kid, key }) => ({
      kid,
      key: new Uint8Array(hkdfSync('sha256', key, '', 'taskward device token', 32)),
    }));
  }

  createDevice({ id: userId, securityVersion }: SecuredAccount): KnownDevice {
    return { id: randomBytes(16).toString('base64url'), userId, securityVersion };
  }

  issue({ id, userId, securityVersion }: KnownDevice): string {
    const [signing] = this.secrets;
    if (!signing) {
      throw new Error('No refresh secret is configured');
    }
    const payload = `v2.${signing.kid}.${userId}.${securityVersion}.${id}`;
    return `${payload}.${macOf(payload, signing.key)}`;
  }

  /** The device of a token that this server issued; undefined for anything else. */
  read(token: string): KnownDevice | undefined {
    const [, kid, userId = '', version, id = '', mac = ''] = FORM.exec(token) ?? [];
    const secret = this.secrets.find((candidate) => candidate.kid === kid);
    if (!secret || !isUuid(userId)) {
      return undefined;
    }
    const expected = macOf(token.slice(0, -(mac.length + 1)), secret.key);
    return timingSafeEqual(Buffer.from(mac), Buffer.from(expected))
      ? { id, userId, securityVersion: Number(version) }
      : undefined;
  }
}

/** Whether the account still knows the browser. */
export function isKnownTo({ userId, securityVersion }: KnownDevice, account: SecuredAccount): boolean {
  return userId === account.id && securityVersion === account.securityVersion;
}

function macOf(payload: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(payload).digest('base64url');
}
