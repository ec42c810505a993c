import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { UserPseudonyms } from '../../platform/logging/user-pseudonyms';
import { LimitCountersService } from './limit-counters.service';
import { refuseAndLog } from './rate-limited';

/** Limits how fast one person can grow the audit trail: the action is refused, never its record. */
@Injectable()
export class RecordedActionsService {
  private readonly logger = new Logger(RecordedActionsService.name);
  private readonly pseudonyms: UserPseudonyms;

  constructor(
    private readonly config: Config,
    private readonly counters: LimitCountersService,
  ) {
    this.pseudonyms = new UserPseudonyms(config);
  }

  /** @throws Problem RATE_LIMITED */
  async count(userId: string, requestId: string): Promise<void> {
    if (!this.config.authThrottle) {
      return;
    }
    const { refused } = await this.counters.count([{ limit: 'recorded', subject: userId }]);
    if (refused) {
      refuseAndLog(this.logger, refused, { user: this.pseudonyms.of(userId), requestId });
    }
  }
}
