import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { emailKeyOf } from '../users/email';

/** Names the account of an e-mail in counters, whether it exists or not, without telling the e-mail. */
@Injectable()
export class AccountKeys {
  constructor(private readonly config: Config) {}

  of(email: string): string {
    const [pepper] = this.config.passwordPeppers;
    if (!pepper) {
      throw new Error('No password pepper is configured');
    }
    return createHmac('sha256', pepper.key)
      .update(`throttling:${emailKeyOf(email)}`)
      .digest('base64url');
  }
}
