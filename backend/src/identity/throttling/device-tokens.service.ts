import { hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Config } from '../../platform/config/config';
import type { Secret } from '../../platform/config/secret-list';
import { isSignedBy, sign } from '../../platform/crypto/mac';
import type { SecuredAccount } from '../users/user.entity';

/** A browser on which somebody signed in before; it has a separate id for each account. */
export interface KnownDevice {
  readonly id: string;
  readonly userId: string;
  /** The account's version at the last sign-in: if it differs now, the browser is a stranger. */
  readonly securityVersion: number;
}

const FORM = /^v2\.([\w-]{8})\.([0-9a-f-]{36})\.([1-9]\d{0,9})\.([\w-]{22})\.[\w-]{43}$/;

/**
 * Device tokens `v2.<kid>.<user id>.<security version>.<device id>.<mac>`: computed, never stored. The mac is
 * HMAC-SHA-256 over the five parts before it, with a key derived from `REFRESH_SECRETS`. They authenticate nobody: they
 * only grant a number of attempts that strangers cannot use up. The former `v1` tokens survived a password change and
 * are no longer accepted.
 */
@Injectable()
export class DeviceTokensService {
  private readonly secrets: readonly [DeviceKey, ...DeviceKey[]];

  constructor({ refreshSecrets: [signing, ...others] }: Config) {
    this.secrets = [deviceKeyOf(signing), ...others.map(deviceKeyOf)];
  }

  createDevice({ id: userId, securityVersion }: SecuredAccount): KnownDevice {
    return { id: randomBytes(16).toString('base64url'), userId, securityVersion };
  }

  issue({ id, userId, securityVersion }: KnownDevice): string {
    const [signing] = this.secrets;
    return sign(`v2.${signing.kid}.${userId}.${securityVersion}.${id}`, signing.key);
  }

  /** The device of a token issued by this server; undefined for anything else. */
  read(token: string): KnownDevice | undefined {
    const [, kid, userId = '', version, id = ''] = FORM.exec(token) ?? [];
    const secret = this.secrets.find((candidate) => candidate.kid === kid);
    if (!secret || !isUuid(userId)) {
      return undefined;
    }
    return isSignedBy(token, secret.key) ? { id, userId, securityVersion: Number(version) } : undefined;
  }
}

interface DeviceKey {
  readonly kid: string;
  readonly key: Uint8Array;
}

function deviceKeyOf({ kid, key }: Secret): DeviceKey {
  return { kid, key: new Uint8Array(hkdfSync('sha256', key, '', 'taskward device token', 32)) };
}

/** Whether the account still knows the browser. */
export function isKnownTo({ userId, securityVersion }: KnownDevice, account: SecuredAccount): boolean {
  return userId === account.id && securityVersion === account.securityVersion;
}
