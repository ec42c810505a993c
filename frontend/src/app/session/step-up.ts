import { Service, computed, inject, signal } from '@angular/core';
import { Problem } from '../problems/problem';
import { AuthApi } from './auth-api';
import { Session } from './session';

interface Question {
  readonly userId: string | undefined;
  readonly answer: PromiseWithResolvers<void>;
}

/** Asks people for their password again before something that matters (RFC 9470). */
@Service()
export class StepUp {
  private readonly api = inject(AuthApi);
  private readonly session = inject(Session);
  private readonly question = signal<Question | undefined>(undefined);

  /** Whether somebody waits for their answer; whoever shows pages shows the question too, to nobody else. */
  readonly isWanted = computed(() => {
    const question = this.question();
    return question !== undefined && question.userId === this.session.user()?.id;
  });

  /**
   * Joins the question that is open, or opens one, unless the password is known already.
   * Rejects with a `Problem`; `CANCELLED` when the person would rather not.
   */
  request(knownPassword?: string): Promise<void> {
    if (knownPassword) {
      return this.reauthenticate(knownPassword);
    }
    if (!this.isWanted()) {
      this.cancel();
    }
    const question = this.question() ?? {
      userId: this.session.user()?.id,
      answer: Promise.withResolvers<void>(),
    };
    this.question.set(question);
    return question.answer.promise;
  }

  /** Rejects with a `Problem`, and then the question stays open. */
  async confirm(password: string): Promise<void> {
    await this.reauthenticate(password);
    this.question()?.answer.resolve();
    this.question.set(undefined);
  }

  cancel(): void {
    this.question()?.answer.reject(new Problem('CANCELLED'));
    this.question.set(undefined);
  }

  private async reauthenticate(password: string): Promise<void> {
    this.session.accept(await this.api.reauthenticate(password));
  }
}
