import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { AuditEventName } from '../../identity/audit/audit-event.entity';
import { AuditService } from '../../identity/audit/audit.service';
import type { RegisterDto } from '../../identity/auth/dto/register.dto';
import { AccountRemovalService } from '../../identity/account/account-removal.service';
import { PasswordHasherService } from '../../identity/passwords/password-hasher.service';
import { PasswordPolicyService } from '../../identity/passwords/password-policy.service';
import { OPERATOR } from '../../identity/passwords/requester';
import type { Client } from '../../platform/http/client';
import { endSessions, lockSessionsOf } from '../../identity/sessions/session-ending';
import { type RevocationReason, Session, SESSION_IS_LIVE } from '../../identity/sessions/session.entity';
import { nameFromEmail } from '../../identity/users/email';
import { User } from '../../identity/users/user.entity';
import { UsersService } from '../../identity/users/users.service';
import { AdminError } from './admin-command';

/** An account as shown in a list. */
export type AccountEntry = Pick<User, 'id' | 'email' | 'displayName' | 'createdAt' | 'disabledAt'>;

/** The administrator's operations on accounts. Each is audited in its own transaction. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly users: UsersService,
    private readonly passwords: PasswordHasherService,
    private readonly policy: PasswordPolicyService,
    private readonly audit: AuditService,
    private readonly removal: AccountRemovalService,
  ) {}

  /** Ordered by id, and so by age. @param search part of e-mail or name, case-insensitive. */
  list(search: string, limit: number): Promise<AccountEntry[]> {
    return this.dataSource
      .createQueryBuilder(User, 'person')
      .select(['person.id', 'person.email', 'person.displayName', 'person.createdAt', 'person.disabledAt'])
      .where(`strpos(lower(email || ' ' || display_name), lower(:search)) > 0`, { search })
      .orderBy('person.id')
      .limit(limit)
      .getMany();
  }

  /** @throws Problem EMAIL_TAKEN, VALIDATION_FAILED for a weak password */
  async create(
    { email, password, displayName = nameFromEmail(email) }: RegisterDto,
    client: Client,
  ): Promise<User> {
    await this.policy.require('/password', password, { email, displayName }, OPERATOR);
    const passwordHash = await this.passwords.hash(password, OPERATOR);
    return this.dataSource.transaction(async (manager) => {
      const user = await this.users.create(manager, { email, displayName, passwordHash });
      await this.audit.record('account-created', client, { userId: user.id }, manager);
      return user;
    });
  }

  /** Also ends the sessions, so that re-enabling the account revives none. @returns their number. */
  async disable(email: string, client: Client): Promise<number> {
    const { id } = await this.findOrFail(email);
    return this.dataSource.transaction(async (manager) => {
      await lockSessionsOf(manager, id);
      await this.users.disable(manager, id);
      return this.end(manager, id, 'account-disabled', client);
    });
  }

  async enable(email: string, client: Client): Promise<void> {
    const { id: userId } = await this.findOrFail(email);
    await this.dataSource.transaction(async (manager) => {
      await this.users.enable(manager, userId);
      await this.audit.record('account-enabled', client, { userId }, manager);
    });
  }

  /**
   * Forgets known devices and ends the sessions; personal access tokens stay valid.
   * @returns the number of sessions ended, and whether the account is disabled, and stays so.
   * @throws Problem VALIDATION_FAILED for a weak password
   */
  async resetPassword(
    email: string,
    password: string,
    client: Client,
  ): Promise<{ ended: number; disabled: boolean }> {
    const user = await this.findOrFail(email);
    await this.policy.require('/password', password, user, OPERATOR);
    const passwordHash = await this.passwords.hash(password, OPERATOR);
    return this.dataSource.transaction(async (manager) => {
      await lockSessionsOf(manager, user.id);
      requireAccount(await this.users.resetPassword(manager, user.id, passwordHash), email);
      const ended = await this.end(manager, user.id, 'password-reset', client);
      return { ended, disabled: user.disabledAt !== null };
    });
  }

  /** Deletes the account with all its data, as its owner could. @returns its id, under which its events stay. */
  async delete(email: string, client: Client): Promise<string> {
    const { id } = await this.findOrFail(email);
    await this.dataSource.transaction(async (manager) => {
      requireAccount(await this.users.lock(manager, id), email);
      await this.removal.remove(manager, id, client);
    });
    return id;
  }

  /** @returns the number of sessions ended. */
  async endSessionsOf(email: string, client: Client): Promise<number> {
    const { id } = await this.findOrFail(email);
    return this.endSessionsOfUser(id, client);
  }

  /** Person by person, so that nobody waits for all the others. @returns the number of sessions ended. */
  async endAllSessions(client: Client): Promise<number> {
    const people = await this.dataSource
      .createQueryBuilder(Session, 'session')
      .select('DISTINCT user_id', 'id')
      .where(SESSION_IS_LIVE)
      .getRawMany<{ id: string }>();
    let ended = 0;
    for (const { id } of people) {
      ended += await this.endSessionsOfUser(id, client);
    }
    return ended;
  }

  /** @throws AdminError when no account has the address. */
  async findOrFail(email: string): Promise<User> {
    const user = await this.users.findByEmail(email.trim());
    requireAccount(user, email);
    return user;
  }

  private endSessionsOfUser(id: string, client: Client): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      await lockSessionsOf(manager, id);
      return this.end(manager, id, 'sessions-ended', client);
    });
  }

  private async end(
    manager: EntityManager,
    userId: string,
    reason: RevocationReason & AuditEventName,
    client: Client,
  ): Promise<number> {
    const condition = `user_id = :userId AND ${SESSION_IS_LIVE}`;
    const ended = await endSessions(manager, reason, condition, { userId });
    await this.audit.record(reason, client, { userId }, manager);
    return ended.length;
  }
}

function requireAccount<Found>(found: Found, email: string): asserts found is NonNullable<Found> {
  if (!found) {
    throw new AdminError(`There is no account with the e-mail ${email}.`);
  }
}
