import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../errors/problem';
import { PasswordHasher } from '../passwords/password-hasher.service';
import type { Client } from '../sessions/client';
import type { SessionGrant } from '../sessions/session-grant';
import { SessionRotationService } from '../sessions/session-rotation.service';
import { SessionsService } from '../sessions/sessions.service';
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
  private readonly logger = new Logger(AuthService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly passwords: PasswordHasher,
    private readonly sessions: SessionsService,
    private readonly rotation: SessionRotationService,
  ) {}

  /**
   * Account and session come into being together or not at all (ASVS V2.3.3). A taken address costs the same time.
   * @param formerToken the refresh token that the browser had before; its session ends (ASVS V7.2.4).
   * @throws Problem EMAIL_TAKEN
   */
  async register(
    { email, password, displayName = nameIn(email), rememberMe = false }: RegisterDto,
    client: Client,
    formerToken?: string,
  ): Promise<SignedIn> {
    const passwordHash = await this.passwords.hash(password);
    const signedIn = await this.dataSource.transaction(async (manager) => {
      const user = await this.users.create(manager, { email, displayName, passwordHash });
      const grant = await this.sessions.open(manager, user, rememberMe, client);
      if (!grant) {
        throw new Error('The new account does not hold its own password hash');
      }
      await this.sessions.endByRefreshToken(formerToken, 'signed-in-again', manager);
      return { user, grant };
    });
    this.logger.log({ event: 'registered', userId: signedIn.user.id, ip: client.ip });
    return signedIn;
  }

  /**
   * @param formerToken the refresh token that the browser had before; its session ends (ASVS V7.2.4).
   * @throws Problem INVALID_CREDENTIALS, alike for an unknown e-mail, a wrong password and a disabled account.
   */
  async login(
    { email, password, rememberMe = false }: LoginDto,
    client: Client,
    formerToken?: string,
  ): Promise<SignedIn> {
    const user = await this.users.findByEmail(email);
    const matches = await this.passwords.verify(password, user?.passwordHash);
    const grant = user && matches ? await this.openSession(user, rememberMe, client, formerToken) : undefined;
    if (!user || !grant) {
      this.logger.warn({ event: 'sign-in-failed', userId: user?.id, ip: client.ip });
      throw new Problem('INVALID_CREDENTIALS');
    }
    this.logger.log({ event: 'signed-in', userId: user.id, ip: client.ip });
    return { user, grant };
  }

  /** @throws Problem REFRESH_REJECTED */
  async refresh(refreshToken: string | undefined, client: Client): Promise<SignedIn> {
    const grant = await this.rotation.rotate(refreshToken, client);
    const user = await this.users.findById(grant.userId);
    if (!user) {
      throw new Problem('REFRESH_REJECTED');
    }
    return { user, grant };
  }

  private openSession(
    user: User,
    rememberMe: boolean,
    client: Client,
    formerToken: string | undefined,
  ): Promise<SessionGrant | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const grant = await this.sessions.open(manager, user, rememberMe, client);
      if (grant) {
        await this.sessions.endByRefreshToken(formerToken, 'signed-in-again', manager);
      }
      return grant;
    });
  }
}

/** What stands before the @ of an e-mail address, as a name until there is a better one. */
function nameIn(email: string): string {
  const [name = email] = email.split('@', 1);
  return Array.from(name).slice(0, 100).join('');
}
