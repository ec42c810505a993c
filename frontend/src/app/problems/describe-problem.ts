import { texts } from '../texts/texts';
import { type FailureCode, toProblem } from './problem';

const { problems } = texts;
const BY_CODE: Partial<Record<FailureCode, string>> = problems.byCode;

/** A user-friendly sentence for any failure. Never shows the server's developer messages. */
export function describeProblem(error: unknown): string {
  const { code, status, retryAfter } = toProblem(error);
  if (code === 'RATE_LIMITED') {
    return problems.rateLimited(retryAfter);
  }
  if (code === 'OFFLINE') {
    return navigator.onLine ? problems.unreachable : problems.offline;
  }
  if (code === 'UNEXPECTED' && status > 0) {
    return describeForeignAnswer(status);
  }
  return BY_CODE[code] ?? (status >= 500 ? problems.server : problems.unexpected);
}

/** All server errors are problem documents: any other response comes from an intermediary. */
function describeForeignAnswer(status: number): string {
  if ([502, 503, 504].includes(status)) {
    return problems.unreachable;
  }
  if (status === 413) {
    return problems.betweenUs.tooLarge;
  }
  return [401, 403, 407].includes(status) ? problems.betweenUs.refused : problems.unexpected;
}
