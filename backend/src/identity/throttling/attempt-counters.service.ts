import { Injectable, Logger } from '@nestjs/common';
import { AccountKeysService } from './account-keys.service';
import type { Charge, Counted } from './count-in-turn';
import { acquaintanceOf, type PasswordAttempt } from './password-attempt';
import { PasswordBackoffsService } from './password-backoffs.service';
import { refuseAndLog } from './rate-limited';
import { sourceOf } from '../../platform/http/source';

/** What an attempt consumes before its result is known. */
export interface Reservation {
  readonly backoffKey: string;
  /** Failures of this source, device or session for this account, including this one. */
  readonly failures: number;
  /** The account's failure budget: strangers share one, known devices and sessions another. */
  readonly budget: Counted;
}

/** The counters of an attempt, with the failure budget last. */
interface Counters {
  readonly backoffKey: string;
  readonly charges: readonly [...Charge[], Charge];
}

/** Counts attempts: a session or known device individually, a stranger by source, and all of them by account. */
@Injectable()
export class AttemptCountersService {
  private readonly logger = new Logger(AttemptCountersService.name);

  constructor(
    private readonly accountKeys: AccountKeysService,
    private readonly backoffs: PasswordBackoffsService,
  ) {}

  /** @throws Problem RATE_LIMITED when the requester has to wait first. */
  async reserve(attempt: PasswordAttempt): Promise<Reservation> {
    const { backoffKey, charges } = this.countersOf(attempt);
    const admission = await this.backoffs.admit(backoffKey, charges);
    if (admission.refused) {
      const { ip, requestId } = attempt.client;
      refuseAndLog(this.logger, admission.refused, { ip, requestId });
    }
    const { failures, counted } = admission;
    return { backoffKey, failures, budget: counted.at(-1)! };
  }

  /** Called after a correct password. */
  forget({ backoffKey, budget }: Reservation): Promise<void> {
    return this.backoffs.forget(backoffKey, budget);
  }

  /** Called after an attempt that could not be made. */
  takeBack({ backoffKey, failures, budget }: Reservation): Promise<void> {
    return this.backoffs.takeBack(backoffKey, failures, budget);
  }

  private countersOf(attempt: PasswordAttempt): Counters {
    const { account, sessionId, email, client } = attempt;
    const acquaintance = acquaintanceOf(attempt);
    if (!account || !acquaintance) {
      const subject = this.accountKeys.of(email);
      return { backoffKey: `${subject}:${sourceOf(client.ip)}`, charges: [{ limit: 'account', subject }] };
    }
    const budget: Charge = { limit: 'known_failures', subject: `${account.id}:${account.securityVersion}` };
    const check: Charge = { limit: 'check', subject: account.id };
    return { backoffKey: acquaintance, charges: sessionId ? [check, budget] : [budget] };
  }
}
