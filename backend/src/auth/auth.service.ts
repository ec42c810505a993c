import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Problem } from '../errors/problem';
import { PasswordHasher } from '../passwords/password-hasher.service';
import { PasswordPolicy } from '../passwords/password-policy.service';
import type { Client } from '../sessions/client';
import type { SessionGrant } from '../sessions/session-grant';
import { SessionRotationService } from '../sessions/session-rotation.service';
import { SessionsService } from '../sessions/sessions.service';
import type { KnownDevice } from '../throttling/device-token';
import { PasswordAttempts } from '../throttling/password-attempts.service';
import { emailKeyOf } from '../users/email-key';
import type { User } from '../users/user.entity';
import { UsersService } from '../users/users.service';
import type { LoginDto } from './dto/login.dto';
import type { RegisterDto } from './dto/register.dto';
import { HashRenewal } from './hash-renewal.service';

/** Somebody with a session that was just opened or renewed. */
export interface SignedIn {
  readonly user: User;
  readonly grant: SessionGrant;
}

@Injectable()
export class AuthService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly passwords: PasswordHasher,
    private readonly policy: PasswordPolicy,
    private readonly renewal: HashRenewal,
    private readonly attempts: PasswordAttempts,
    private readonly sessions: SessionsService,
    private readonly rotation: SessionRotationService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Account and session come into being together or not at all (ASVS V2.3.3). A taken address costs the same time.
   * @throws Problem EMAIL_TAKEN, VALIDATION_FAILED for a weak password
   */
  async register(
    { email, password, displayName = nameIn(email), rememberMe = false }: RegisterDto,
    client: Client,
  ): Promise<SignedIn> {
    await this.policy.require('/password', password, { email, displayName });
    const passwordHash = await this.passwords.hash(password);
    return this.dataSource.transaction(async (manager) => {
      const user = await this.users.create(manager, { email, displayName, passwordHash });
      const grant = await this.sessions.open(manager, user, rememberMe, client);
      if (!grant) {
        throw new Error('The new account does not hold its own password hash');
      }
      await this.audit.record('registered', client, { userId: user.id, sessionId: grant.sessionId }, manager);
      return { user, grant };
    });
  }

  /**
   * @param gone aborted when nobody waits for the answer any more.
   * @throws Problem INVALID_CREDENTIALS, alike for an unknown e-mail, a wrong password and a disabled account.
   */
  async login(
    { email, password, rememberMe = false }: LoginDto,
    client: Client,
    devices: readonly KnownDevice[],
    gone?: AbortSignal,
  ): Promise<SignedIn> {
    const user = await this.users.findByEmail(email);
    const grant = await this.attempts.run({ email, userId: user?.id, client, devices }, () =>
      this.openSession(user, password, rememberMe, client, gone),
    );
    if (!user || !grant) {
      await this.audit.record(
        'sign-in-failed',
        client,
        user ? { userId: user.id } : { unknownIdentifier: emailKeyOf(email) },
      );
      throw new Problem('INVALID_CREDENTIALS');
    }
    await this.audit.record('signed-in', client, { userId: user.id, sessionId: grant.sessionId });
    return { user, grant };
  }

  /** @throws Problem REFRESH_REJECTED */
  async refresh(refreshToken: string | undefined, client: Client): Promise<SignedIn> {
    const grant = await this.rotation.rotate(refreshToken, client);
    return { user: await this.users.findOrFail(grant.userId), grant };
  }

  /** When another sign-in renews the hash meanwhile, the password is verified against the new one. */
  private async openSession(
    user: User | null,
    password: string,
    rememberMe: boolean,
    client: Client,
    gone?: AbortSignal,
  ): Promise<SessionGrant | undefined> {
    const matches = await this.passwords.verify(password, user?.passwordHash, gone);
    if (!user || !matches) {
      return undefined;
    }
    const grant = await this.sessions.open(this.dataSource.manager, user, rememberMe, client);
    if (grant) {
      await this.renewal.renew(user, password);
      return grant;
    }
    const current = await this.users.findByEmail(user.email);
    return current && current.passwordHash !== user.passwordHash
      ? this.openSession(current, password, rememberMe, client, gone)
      : undefined;
  }
}

/** What stands before the @ of an e-mail address, as a name until there is a better one. */
function nameIn(email: string): string {
  const [name = email] = email.split('@', 1);
  return Array.from(name).slice(0, 100).join('');
}
