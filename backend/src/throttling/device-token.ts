import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Config } from '../config/config';

/** A browser on which somebody signed in before; it has an id of its own for each account. */
export interface KnownDevice {
  readonly id: string;
  readonly userId: string;
}

const FORM = /^v1\.([\w-]{8})\.([0-9a-f-]{36})\.([\w-]{22})\.([\w-]{43})$/;

/**
 * Device tokens `v1.<kid>.<user id>.<device id>.<mac>`: computed, never stored. The mac is HMAC-SHA-256 over the four
 * parts before it, with a key derived from `REFRESH_SECRETS`. They sign nobody in: all they are good for is a number
 * of tries that strangers cannot use up.
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

  createDevice(userId: string): KnownDevice {
    return { id: randomBytes(16).toString('base64url'), userId };
  }

  issue({ id, userId }: KnownDevice): string {
    const [signing] = this.secrets;
    if (!signing) {
      throw new Error('No refresh secret is configured');
    }
    const payload = `v1.${signing.kid}.${userId}.${id}`;
    return `${payload}.${macOf(payload, signing.key)}`;
  }

  /** The device of a token that this server issued; undefined for anything else. */
  read(token: string): KnownDevice | undefined {
    const [, kid, userId = '', id = '', mac = ''] = FORM.exec(token) ?? [];
    const secret = this.secrets.find((candidate) => candidate.kid === kid);
    if (!secret || !isUuid(userId)) {
      return undefined;
    }
    const expected = macOf(token.slice(0, -(mac.length + 1)), secret.key);
    return timingSafeEqual(Buffer.from(mac), Buffer.from(expected)) ? { id, userId } : undefined;
  }
}

function macOf(payload: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(payload).digest('base64url');
}
