import { Injectable, Logger } from '@nestjs/common';
import { PasswordHasherService } from '../passwords/password-hasher.service';
import type { Requester } from '../passwords/requester';
import type { User } from '../users/user.entity';
import { UsersService } from '../users/users.service';

/** Upgrades a password hash to the current cost and pepper at sign-in, the only time the password is available. */
@Injectable()
export class HashRenewalService {
  private readonly logger = new Logger(HashRenewalService.name);

  constructor(
    private readonly passwords: PasswordHasherService,
    private readonly users: UsersService,
  ) {}

  /** A failure does not prevent the sign-in; the next one tries again. */
  async renew(
    user: Pick<User, 'id' | 'passwordHash'>,
    password: string,
    requester: Requester,
  ): Promise<void> {
    if (!this.passwords.isOutdated(user.passwordHash)) {
      return;
    }
    try {
      await this.users.renewHash(user, await this.passwords.hash(password, requester));
    } catch (error) {
      this.logger.warn({ event: 'password-hash-not-renewed', userId: user.id, err: error });
    }
  }
}
