import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import { Problem } from '../../platform/errors/problem';
import { PasswordHasherService } from '../passwords/password-hasher.service';
import { PasswordPolicyService } from '../passwords/password-policy.service';
import type { Requester } from '../passwords/requester';
import type { SessionGrant } from '../sessions/session-grant';
import { SessionRotationService } from '../sessions/session-rotation.service';
import { SessionsService } from '../sessions/sessions.service';
import { requesterOf, WRONG_PASSWORD } from '../throttling/password-attempt';
import { PasswordAttemptsService } from '../throttling/password-attempts.service';
import { emailKeyOf, nameFromEmail } from '../users/email';
import type { Account } from '../account';
import type { SecuredAccount, User } from '../users/user.entity';
import { UsersService } from '../users/users.service';
import type { LoginDto } from './dto/login.dto';
import type { RegisterDto } from './dto/register.dto';
import { AccessTokensService } from './access-tokens.service';
import { HashRenewalService } from './hash-renewal.service';
import type { Visit } from './visit';

/** A person with a session that was just opened or renewed. */
export interface SignedIn {
  readonly user: Account;
  readonly grant: SessionGrant;
}

/** The result of a password check that just succeeded: the browser may be remembered as a known device. */
export type PasswordProven<Result> = Result & { readonly user: SecuredAccount };

@Injectable()
export class AuthService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly passwords: PasswordHasherService,
    private readonly policy: PasswordPolicyService,
    private readonly renewal: HashRenewalService,
    private readonly attempts: PasswordAttemptsService,
    private readonly sessions: SessionsService,
    private readonly rotation: SessionRotationService,
    private readonly accessTokens: AccessTokensService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Creates account and session atomically (ASVS V2.3.3). Takes the same time when the address is taken.
   * @throws Problem EMAIL_TAKEN, VALIDATION_FAILED for a weak password
   */
  async register(
    { email, password, displayName = nameFromEmail(email), rememberMe = false }: RegisterDto,
    { client, formerToken }: Visit,
  ): Promise<PasswordProven<SignedIn>> {
    const requester = requesterOf({ email, account: null, client });
    await this.policy.require('/password', password, { email, displayName }, requester);
    const passwordHash = await this.passwords.hash(password, requester);
    return this.dataSource.transaction(async (manager) => {
      const user = await this.users.create(manager, { email, displayName, passwordHash });
      const grant = await this.sessions.open(manager, user, rememberMe, client);
      if (!grant) {
        throw new Error('The new account does not hold its own password hash');
      }
      await this.sessions.endByRefreshToken(formerToken, 'signed-in-again', client, manager);
      await this.audit.record('registered', client, { userId: user.id, sessionId: grant.sessionId }, manager);
      return { user, grant };
    });
  }

  /**
   * @throws Problem INVALID_CREDENTIALS, alike for an unknown e-mail, a wrong or expired password and a disabled account.
   */
  async login(credentials: LoginDto, visit: Visit): Promise<PasswordProven<SignedIn>> {
    const { email } = credentials;
    const { client, devices } = visit;
    const user = await this.users.findByEmail(email);
    const signedIn = await this.attempts.throttle({ email, account: user, client, devices }, (requester) =>
      this.verifyAndOpen(user, credentials, visit, requester),
    );
    if (signedIn === WRONG_PASSWORD) {
      await this.audit.record(
        'sign-in-failed',
        client,
        user ? { userId: user.id } : { unknownIdentifier: emailKeyOf(email) },
      );
      throw new Problem('INVALID_CREDENTIALS');
    }
    return signedIn;
  }

  /** @throws Problem REFRESH_REJECTED */
  refresh({ formerToken, client }: Visit): Promise<SignedIn> {
    return this.rotation.rotate(formerToken, client);
  }

  /** Ends the sessions of the refresh cookie and of the access token, even if either has expired. */
  async logout({ formerToken, client }: Visit, accessToken: string | null): Promise<void> {
    await this.sessions.endByRefreshToken(formerToken, 'sign-out', client);
    const claims = accessToken === null ? undefined : this.accessTokens.readEvenExpired(accessToken);
    if (claims) {
      await this.sessions.end(claims.sid, 'sign-out', client);
    }
  }

  /** If a concurrent sign-in renews the hash, the password is verified again against the new one. */
  private async verifyAndOpen(
    user: User | null,
    credentials: LoginDto,
    visit: Visit,
    requester: Requester,
  ): Promise<PasswordProven<SignedIn> | typeof WRONG_PASSWORD> {
    const matches = await this.passwords.verify(credentials.password, user?.passwordHash, requester);
    if (!user || !matches) {
      return WRONG_PASSWORD;
    }
    const grant = await this.openSession(user, credentials, visit);
    if (grant) {
      await this.renewal.renew(user, credentials.password, requester);
      return { user, grant };
    }
    const current = await this.users.findByEmail(user.email);
    return current && current.passwordHash !== user.passwordHash
      ? this.verifyAndOpen(current, credentials, visit, requester)
      : WRONG_PASSWORD;
  }

  private openSession(
    user: User,
    { rememberMe = false }: LoginDto,
    { client, formerToken }: Visit,
  ): Promise<SessionGrant | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const grant = await this.sessions.open(manager, user, rememberMe, client);
      if (grant) {
        await this.sessions.endByRefreshToken(formerToken, 'signed-in-again', client, manager);
        await this.audit.record(
          'signed-in',
          client,
          { userId: user.id, sessionId: grant.sessionId },
          manager,
        );
      }
      return grant;
    });
  }
}
