import { describeProblem } from '../problems/describe-problem';
import { toProblem } from '../problems/problem';
import type { Toasts } from './toasts';

/** Says what could not be done and why, unless the person decided against it. */
export function showFailure(toasts: Toasts, message: string, error: unknown): void {
  const problem = toProblem(error);
  if (!problem.isCancelled) {
    toasts.show(`${message} ${describeProblem(problem)}`);
  }
}
