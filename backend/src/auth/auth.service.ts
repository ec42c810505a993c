import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Problem } from '../errors/problem';
import { PasswordHasher } from '../passwords/password-hasher.service';
import type { Client } from '../sessions/client';
import type { SessionGrant } from '../sessions/session-grant';
import { SessionRotationService } from '../sessions/session-rotation.service';
import { SessionsService } from '../sessions/sessions.service';
import { emailKeyOf } from '../users/email-key';
import type { User } from '../users/user.entity';
import { UsersService } from '../users/users.service';
import type { LoginDto } from './dto/login.dto';
import type { RegisterDto } from './dto/register.dto';

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
    private readonly sessions: SessionsService,
    private readonly rotation: SessionRotationService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Account and session come into being together or not at all (ASVS V2.3.3). A taken address costs the same time.
   * @throws Problem EMAIL_TAKEN
   */
  async register(
    { email, password, displayName, rememberMe = false }: RegisterDto,
    client: Client,
  ): Promise<SignedIn> {
    const passwordHash = await this.passwords.hash(password);
    return this.dataSource.transaction(async (manager) => {
      const name =
        displayName ??
        Array.from(email.split('@')[0] ?? email)
          .slice(0, 100)
          .join('');
      const user = await this.users.create(manager, { email, displayName: name, passwordHash });
      const grant = await this.sessions.open(manager, user, rememberMe, client);
      if (!grant) {
        throw new Error('The new account does not hold its own password hash');
      }
      await this.audit.record('registered', client, { userId: user.id, sessionId: grant.sessionId }, manager);
      return { user, grant };
    });
  }

  /** @throws Problem INVALID_CREDENTIALS, alike for an unknown e-mail, a wrong password and a disabled account. */
  async login({ email, password, rememberMe = false }: LoginDto, client: Client): Promise<SignedIn> {
    const user = await this.users.findByEmail(email);
    const matches = await this.passwords.verify(password, user?.passwordHash);
    const grant =
      user && matches
        ? await this.sessions.open(this.dataSource.manager, user, rememberMe, client)
        : undefined;
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
}
