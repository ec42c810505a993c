import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { macOf } from '../../platform/crypto/mac';
import { emailKeyOf } from '../users/email';

/** Names the account of an e-mail in counters, whether it exists or not, without telling the e-mail. */
@Injectable()
export class AccountKeys {
  constructor(private readonly config: Config) {}

  of(email: string): string {
    return macOf(`throttling:${emailKeyOf(email)}`, this.config.passwordPeppers[0].key);
  }
}
