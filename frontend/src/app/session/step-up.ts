import { Service, computed, inject, signal } from '@angular/core';
import { Problem } from '../problems/problem';
import { AuthApi } from './auth-api';
import { Session } from './session';

interface Question {
  readonly userId: string | undefined;
  readonly answer: PromiseWithResolvers<void>;
}

/** Asks for the password again before sensitive actions (RFC 9470). */
@Service()
export class StepUp {
  private readonly api = inject(AuthApi);
  private readonly session = inject(Session);
  private readonly question = signal<Question | undefined>(undefined);

  /** Whether a request is waiting for the password; the dialog is shown only to the signed-in person. */
  readonly isWanted = computed(() => {
    const question = this.question();
    return question !== undefined && question.userId === this.session.user()?.id;
  });

  /**
   * Joins the open request, or opens one, unless the password is already known. Rejects with a `Problem`; `CANCELLED`
   * when the person declines.
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

  /** Rejects with a `Problem`, in which case the dialog stays open. */
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
