import { texts } from '../texts';
import { type FailureCode, toProblem } from './problem';

const { problems } = texts;
const BY_CODE: Partial<Record<FailureCode, string>> = problems.byCode;

/** One friendly sentence for any failure. Never shows what the server wrote for developers. */
export function describeProblem(error: unknown): string {
  const { code, status, retryAfter } = toProblem(error);
  if (code === 'RATE_LIMITED') {
    return problems.rateLimited(retryAfter);
  }
  if (code === 'OFFLINE') {
    return navigator.onLine ? problems.unreachable : problems.offline;
  }
  return BY_CODE[code] ?? (status >= 500 ? problems.server : problems.unexpected);
}
