import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config';
import { hostCookieNameOf } from '../../platform/http/cookie-name';
import type { SecuredAccount } from '../users/user.entity';
import { DeviceTokensService, type KnownDevice } from './device-tokens.service';
import { ACCOUNTS_PER_DEVICE, DEVICE_COOKIE_LIFETIME } from './limits';

const SEPARATOR = '~';

/**
 * The cookie that makes a browser a known device of the accounts that signed in on it (OWASP "device cookies"). It
 * survives signing out. It becomes void when the password is changed in another browser, when its signing secret is
 * removed, or after a year without a sign-in.
 */
@Injectable()
export class DeviceCookieService {
  readonly name: string;

  constructor(
    private readonly config: Config,
    private readonly tokens: DeviceTokensService,
  ) {
    this.name = hostCookieNameOf('taskward_device', config);
  }

  /** Most recent first. */
  read({ cookies }: Pick<FastifyRequest, 'cookies'>): KnownDevice[] {
    return (cookies[this.name] ?? '')
      .split(SEPARATOR, ACCOUNTS_PER_DEVICE)
      .map((token) => this.tokens.read(token))
      .filter((device) => device !== undefined);
  }

  /**
   * Makes the browser a known device of an account whose password was just verified or changed on it. Skipped when
   * limits are off.
   */
  remember(reply: FastifyReply, account: SecuredAccount): void {
    if (!this.config.authThrottle) {
      return;
    }
    const devices = this.read(reply.request);
    const known = devices.find(({ userId }) => userId === account.id) ?? this.tokens.createDevice(account);
    const device = { ...known, securityVersion: account.securityVersion };
    const others = devices.filter(({ userId }) => userId !== account.id);
    const tokens = [device, ...others].slice(0, ACCOUNTS_PER_DEVICE).map((each) => this.tokens.issue(each));
    void reply.setCookie(this.name, tokens.join(SEPARATOR), {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.config.secure,
      maxAge: DEVICE_COOKIE_LIFETIME,
    });
  }
}
