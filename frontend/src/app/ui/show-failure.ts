import { describeProblem } from '../problems/describe-problem';
import { toProblem } from '../problems/problem';
import type { Toasts } from './toasts';

/** Shows what failed and why, unless the person cancelled it. */
export function showFailure(toasts: Toasts, message: string, error: unknown): void {
  const problem = toProblem(error);
  if (!problem.isCancelled) {
    toasts.show(`${message} ${describeProblem(problem)}`);
  }
}
