import { type DestroyRef, Service } from '@angular/core';

type Question = () => Promise<boolean>;

/** What is asked before somebody signs out, by whoever would lose something then. */
@Service()
export class SignOutQuestions {
  private readonly questions = new Set<Question>();

  /** Asks for as long as its owner lives. */
  register(question: Question, owner: DestroyRef): void {
    this.questions.add(question);
    owner.onDestroy(() => this.questions.delete(question));
  }

  /** Resolves to whether nobody minds. */
  async areAnswered(): Promise<boolean> {
    for (const question of this.questions) {
      if (!(await question())) {
        return false;
      }
    }
    return true;
  }
}
