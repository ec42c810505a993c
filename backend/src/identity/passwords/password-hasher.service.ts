import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { genSaltSync, getRounds } from 'bcrypt';
import { Config } from '../../platform/config/config';
import type { Secret, SecretList } from '../../platform/config/secret-list';
import { PasswordWorkerService } from './password-worker.service';
import type { Requester } from './requester';

/**
 * Password hashes `<pepper kid>$<bcrypt of base64(HMAC-SHA-384(pepper, NFC(password)))>`. The keyed pre-hash makes
 * every character count (bcrypt stops at 72 bytes and at NUL) and a stolen table useless without the pepper
 * (ASVS V6.2.8, V11.4.2).
 */
@Injectable()
export class PasswordHasherService {
  private readonly cost: number;
  private readonly peppers: SecretList;

  constructor(
    private readonly worker: PasswordWorkerService,
    { bcryptCost, passwordPeppers }: Config,
  ) {
    this.cost = bcryptCost;
    this.peppers = passwordPeppers;
  }

  async hash(password: string, requester: Requester): Promise<string> {
    const { kid, key } = this.signingPepper;
    return `${kid}$${await this.worker.hash(prehash(key, password), this.cost, requester)}`;
  }

  /**
   * Takes the same time with or without a stored hash, whatever the hash's cost, unless the password is correct (ASVS
   * V6.3.8).
   */
  async verify(password: string, storedHash: string | undefined, requester: Requester): Promise<boolean> {
    const { pepper, bcryptHash } = this.read(storedHash);
    const secret = prehash(pepper.key, password);
    if (await this.worker.compare(secret, bcryptHash, requester)) {
      return true;
    }
    // 2^c + 2^c + 2^(c+1) + … is the work of the current cost: a cheaper, older hash tells nothing either.
    for (let cost = getRounds(bcryptHash); cost < this.cost; cost += 1) {
      await this.worker.compare(secret, dummyHash(cost), requester);
    }
    return false;
  }

  /** Whether a hash was made with a cost or pepper other than the current one. */
  isOutdated(storedHash: string): boolean {
    const { pepper, bcryptHash } = this.read(storedHash);
    return pepper.kid !== this.signingPepper.kid || getRounds(bcryptHash) !== this.cost;
  }

  private get signingPepper(): Secret {
    return this.peppers[0];
  }

  /** Falls back to a dummy hash of the current cost if there is none, or if its pepper is no longer listed. */
  private read(storedHash: string | undefined): { pepper: Secret; bcryptHash: string } {
    const separator = storedHash?.indexOf('$') ?? 0;
    const pepper = this.peppers.find(({ kid }) => kid === storedHash?.slice(0, separator));
    return storedHash && pepper
      ? { pepper, bcryptHash: storedHash.slice(separator + 1) }
      : { pepper: this.signingPepper, bcryptHash: dummyHash(this.cost) };
  }
}

/** Takes as long to compare as a real hash. */
function dummyHash(cost: number): string {
  return genSaltSync(cost) + randomBytes(24).toString('base64').slice(0, 31).replaceAll('+', '.');
}

type HmacKey = Parameters<typeof createHmac>[1];

/** 64 characters, below the 72 bytes that bcrypt reads. */
function prehash(key: HmacKey, password: string): string {
  return createHmac('sha384', key).update(password.normalize('NFC')).digest('base64');
}
