import { Injectable, Logger } from '@nestjs/common';
import type { Problem } from '../errors/problem';
import type { Client } from '../sessions/client';
import { AccountBudget, type Spending } from './account-budget';
import { AccountKeys } from './account-key';
import type { KnownDevice } from './device-token';
import { type LimitName, LIMITS } from './limits';
import { PasswordBackoffs } from './password-backoffs.service';
import { rateLimited, secondsOf } from './rate-limited';
import { sourceOf } from './source';

/** Somebody who says to have the password of an account. */
export interface PasswordAttempt {
  /** As it was typed, or as the account has it. */
  readonly email: string;
  /** The account of that e-mail; none for an unknown one, which counts all the same. */
  readonly userId: string | undefined;
  readonly client: Client;
  /** The session of somebody who is signed in. */
  readonly sessionId?: string;
  /** What `DeviceCookie.read` finds in the request of somebody who is not. */
  readonly devices?: readonly KnownDevice[];
}

/** What an attempt takes up before anybody knows whether it is right. */
export interface Reservation {
  readonly backoffKey: string;
  /** For this account from this source, device or session, with this one. */
  readonly failures: number;
  /** None for somebody known: strangers cannot use up what the owner may try. */
  readonly spending?: Spending;
}

/** What an attempt is counted by: a session and a known device by itself, a stranger by source and by account. */
@Injectable()
export class AttemptCounters {
  private readonly logger = new Logger(AttemptCounters.name);

  constructor(
    private readonly accountKeys: AccountKeys,
    private readonly backoffs: PasswordBackoffs,
    private readonly budget: AccountBudget,
  ) {}

  /** @throws Problem RATE_LIMITED when somebody has to wait first. */
  async reserve(attempt: PasswordAttempt): Promise<Reservation> {
    const { client } = attempt;
    const acquaintance = acquaintanceOf(attempt);
    if (acquaintance) {
      return this.reserveBackoff(acquaintance, client);
    }
    const account = this.accountKeys.of(attempt.email);
    const reservation = await this.reserveBackoff(`${account}:${sourceOf(client.ip)}`, client);
    const spending = await this.budget.spend(account);
    if (spending.failures > LIMITS.account.quota) {
      await this.backoffs.takeBack(reservation.backoffKey, reservation.failures);
      throw this.refuse('account', secondsOf(spending.windowEnd - Date.now()), client);
    }
    return { ...reservation, spending };
  }

  /** After the right password. */
  async forget({ backoffKey, spending }: Reservation): Promise<void> {
    await this.backoffs.forget(backoffKey);
    await (spending && this.budget.giveBack(spending));
  }

  /** After an attempt that could not be made. */
  async takeBack({ backoffKey, failures, spending }: Reservation): Promise<void> {
    await this.backoffs.takeBack(backoffKey, failures);
    await (spending && this.budget.giveBack(spending));
  }

  private async reserveBackoff(backoffKey: string, client: Client): Promise<Reservation> {
    const admission = await this.backoffs.admit(backoffKey);
    if (!admission.admitted) {
      throw this.refuse('password', admission.seconds, client);
    }
    return { backoffKey, failures: admission.failures };
  }

  private refuse(limit: LimitName, seconds: number, { ip, requestId }: Client): Problem {
    this.logger.warn({ event: 'rate-limited', limit, ip, requestId });
    return rateLimited(limit, seconds);
  }
}

/** By what the account knows whoever tries; undefined for a stranger. */
function acquaintanceOf({ sessionId, userId, devices = [] }: PasswordAttempt): string | undefined {
  if (sessionId) {
    return `session:${sessionId}`;
  }
  const device = devices.find((known) => known.userId === userId);
  return device && `device:${device.id}`;
}
