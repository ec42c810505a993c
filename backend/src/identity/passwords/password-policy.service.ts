import { Injectable } from '@nestjs/common';
import type { FieldError } from '../../platform/errors/problem';
import type { User } from '../users/user.entity';
import { validationProblem } from '../../platform/validation/validation.pipe';
import { contextWordsOf } from './context-words';
import { PasswordWorkerService } from './password-worker.service';
import type { Requester } from './requester';

/** Below it 100 million guesses suffice: rate limits slow down online guessing, but not of a stolen table. */
const LEAST_SCORE = 3;
const COMMON =
  'This is one of the passwords that are tried first. Use several words that do not belong together.';
const GUESSABLE = 'This password is easy to guess.';

/**
 * Requirements of every new password besides its length (`@Password()`), whoever sets it: neither common nor breached
 * nor guessable (ASVS V6.2.4, V6.2.11, V6.2.12). There are no composition rules.
 */
@Injectable()
export class PasswordPolicyService {
  constructor(private readonly worker: PasswordWorkerService) {}

  /** @returns why the password is rejected and how to improve it; undefined when it is acceptable. */
  async check(
    password: string,
    contextWords: readonly string[],
    requester: Requester,
  ): Promise<Omit<FieldError, 'pointer'> | undefined> {
    const { common, score, advice } = await this.worker.rate(
      password.normalize('NFC'),
      contextWords,
      requester,
    );
    if (common) {
      return { code: 'PASSWORD_COMMON', message: COMMON };
    }
    return score < LEAST_SCORE
      ? { code: 'PASSWORD_GUESSABLE', message: [GUESSABLE, ...advice].join(' ') }
      : undefined;
  }

  /** @throws Problem VALIDATION_FAILED that points to the request's field. */
  async require(
    pointer: string,
    password: string,
    person: Pick<User, 'email' | 'displayName'>,
    requester: Requester,
  ): Promise<void> {
    const weakness = await this.check(password, contextWordsOf(person), requester);
    if (weakness) {
      throw validationProblem([{ pointer, ...weakness }]);
    }
  }
}
