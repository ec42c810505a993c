import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { EMAIL_MAXIMUM } from '../users/email.decorator';
import { emailKeyOf } from '../users/email';
import { User } from '../users/user.entity';
import { DeviceCookieService } from './device-cookie.service';
import { isKnownTo, type KnownDevice } from './device-tokens.service';

/** Finds out whether a sign-in comes from a known browser of the account, before anything else is checked. */
@Injectable()
export class KnownDevicesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cookie: DeviceCookieService,
  ) {}

  async ofSignIn(request: FastifyRequest): Promise<KnownDevice | undefined> {
    const devices = this.cookie.read(request);
    const email = emailOf(request);
    if (devices.length === 0 || email === undefined) {
      return undefined;
    }
    const emailKey = emailKeyOf(email);
    const users = await this.dataSource.getRepository(User).find({
      select: { id: true, email: true, securityVersion: true },
      where: devices.map(({ userId }) => ({ id: userId })),
    });
    const user = users.find((candidate) => emailKeyOf(candidate.email) === emailKey);
    return user && devices.find((device) => isKnownTo(device, user));
  }
}

/** The body has not been validated yet, so it can be anything. */
function emailOf({ body }: FastifyRequest): string | undefined {
  const { email } = (body ?? {}) as { email?: unknown };
  const trimmed = typeof email === 'string' ? email.trim() : '';
  return trimmed !== '' && trimmed.length <= 2 * EMAIL_MAXIMUM ? trimmed : undefined;
}
