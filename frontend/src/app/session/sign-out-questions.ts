import { type DestroyRef, Service } from '@angular/core';

type Question = () => Promise<boolean>;

/** Confirmations required before signing out, registered by components that would lose data. */
@Service()
export class SignOutQuestions {
  private readonly questions = new Set<Question>();

  /** Active until its owner is destroyed. */
  register(question: Question, owner: DestroyRef): void {
    this.questions.add(question);
    owner.onDestroy(() => this.questions.delete(question));
  }

  /** Resolves to whether all of them agree. */
  async areAnswered(): Promise<boolean> {
    for (const question of this.questions) {
      if (!(await question())) {
        return false;
      }
    }
    return true;
  }
}
