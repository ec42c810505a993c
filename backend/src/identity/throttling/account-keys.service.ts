import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { macOf } from '../../platform/crypto/mac';
import { emailKeyOf } from '../users/email';

/** Names an e-mail's account in counters, whether it exists or not, without revealing the e-mail. */
@Injectable()
export class AccountKeysService {
  constructor(private readonly config: Config) {}

  of(email: string): string {
    return macOf(`throttling:${emailKeyOf(email)}`, this.config.passwordPeppers[0].key);
  }
}
