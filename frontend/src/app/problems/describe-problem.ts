import { texts } from '../texts';
import { OFFLINE, TIMEOUT, toProblem } from './problem';

/** One friendly sentence for any failure. Never shows what the server wrote for developers. */
export function describeProblem(error: unknown): string {
  const problem = toProblem(error);
  const { problems } = texts;
  if (problem.code === 'RATE_LIMITED') {
    return problems.rateLimited(problem.retryAfter);
  }
  if (problem.code === OFFLINE) {
    return navigator.onLine ? problems.unreachable : problems.offline;
  }
  if (problem.code === TIMEOUT) {
    return problems.timeout;
  }
  if (isDescribed(problem.code)) {
    return problems.byCode[problem.code];
  }
  return problem.status >= 500 ? problems.server : problems.unexpected;
}

function isDescribed(code: string): code is keyof typeof texts.problems.byCode {
  return Object.hasOwn(texts.problems.byCode, code);
}
