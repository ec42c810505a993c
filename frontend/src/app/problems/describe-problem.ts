import { texts } from '../texts/texts';
import { type FailureCode, toProblem } from './problem';

const { problems } = texts;

interface Words {
  readonly offline: string;
  readonly unreachable: string;
  readonly server: string;
  readonly unexpected: string;
  readonly rateLimited: (seconds?: number) => string;
  readonly byCode: Partial<Record<FailureCode, string>>;
}

/** A user-friendly sentence for any failure. Never shows the server's developer messages. */
export function describeProblem(error: unknown): string {
  return describe(error, problems);
}

/** The same for what is sent again automatically, without the advice to try again. */
export function describeDelay(error: unknown): string {
  return describe(error, problems.delays);
}

function describe(error: unknown, words: Words): string {
  const { code, status, retryAfter } = toProblem(error);
  if (code === 'RATE_LIMITED') {
    return words.rateLimited(retryAfter);
  }
  if (code === 'OFFLINE') {
    return navigator.onLine ? words.unreachable : words.offline;
  }
  if (code === 'UNEXPECTED' && status > 0) {
    return describeForeignAnswer(status, words);
  }
  return words.byCode[code] ?? (status >= 500 ? words.server : words.unexpected);
}

/** All server errors are problem documents: any other response comes from an intermediary. */
function describeForeignAnswer(status: number, words: Words): string {
  if ([502, 503, 504].includes(status)) {
    return words.unreachable;
  }
  if (status === 413) {
    return problems.betweenUs.tooLarge;
  }
  return [401, 403, 407].includes(status) ? problems.betweenUs.refused : words.unexpected;
}
