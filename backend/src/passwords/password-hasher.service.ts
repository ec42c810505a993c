import { createHmac } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { compare, hash } from 'bcrypt';
import { Config } from '../config/config';
import { HashQueue } from './hash-queue';

/**
 * Password hashes `<pepper kid>$<bcrypt of base64(HMAC-SHA-384(pepper, NFC(password)))>`. The keyed pre-hash makes
 * every character count (bcrypt stops at 72 bytes and at NUL) and a stolen table useless without the pepper
 * (ASVS V6.2.8, V11.4.2).
 */
@Injectable()
export class PasswordHasher implements OnModuleInit {
  /** Same cost as a real one, and no password has it: what an unknown e-mail is compared with. */
  private dummyHash = '';

  constructor(
    private readonly config: Config,
    private readonly queue: HashQueue,
  ) {}

  async onModuleInit(): Promise<void> {
    this.dummyHash = await this.hash('');
  }

  async hash(password: string): Promise<string> {
    const [pepper] = this.config.passwordPeppers;
    if (!pepper) {
      throw new Error('No password pepper is configured');
    }
    const bcryptHash = await this.queue.run(() =>
      hash(prehash(pepper.key, password), this.config.bcryptCost),
    );
    return `${pepper.kid}$${bcryptHash}`;
  }

  /** Takes as long without a stored hash as with one (ASVS V6.3.8). */
  async verify(password: string, storedHash: string | undefined): Promise<boolean> {
    const candidate = storedHash ?? this.dummyHash;
    const separator = candidate.indexOf('$');
    const pepper = this.config.passwordPeppers.find(({ kid }) => kid === candidate.slice(0, separator));
    if (!pepper) {
      return false;
    }
    const matches = await this.queue.run(() =>
      compare(prehash(pepper.key, password), candidate.slice(separator + 1)),
    );
    return matches && storedHash !== undefined;
  }
}

type HmacKey = Parameters<typeof createHmac>[1];

/** 64 characters, below the 72 bytes that bcrypt reads. */
function prehash(key: HmacKey, password: string): string {
  return createHmac('sha384', key).update(password.normalize('NFC')).digest('base64');
}
