import { Service, computed, inject, signal } from '@angular/core';
import { Problem } from '../problems/problem';
import { AuthApi } from './auth-api';
import { Session } from './session';

/** Asks people for their password again before something that matters (RFC 9470). */
@Service()
export class StepUp {
  private readonly api = inject(AuthApi);
  private readonly session = inject(Session);
  private readonly question = signal<PromiseWithResolvers<void> | undefined>(undefined);

  /** Whether somebody waits for the answer; whoever shows pages shows the question too. */
  readonly isWanted = computed(() => this.question() !== undefined);

  /**
   * Joins the question that is open, or opens one, unless the password is known already.
   * Rejects with a `Problem`; `CANCELLED` when the person would rather not.
   */
  request(knownPassword?: string): Promise<void> {
    if (knownPassword) {
      return this.reauthenticate(knownPassword);
    }
    const question = this.question() ?? Promise.withResolvers<void>();
    this.question.set(question);
    return question.promise;
  }

  /** Rejects with a `Problem`, and then the question stays open. */
  async confirm(password: string): Promise<void> {
    await this.reauthenticate(password);
    this.question()?.resolve();
    this.question.set(undefined);
  }

  cancel(): void {
    this.question()?.reject(new Problem('CANCELLED'));
    this.question.set(undefined);
  }

  private async reauthenticate(password: string): Promise<void> {
    this.session.accept(await this.api.reauthenticate(password));
  }
}
