import { HttpErrorResponse } from '@angular/common/http';
import type { FieldError, ProblemBody, ProblemCode } from '../api/types';

/**
 * The server's error codes, and those for failures without a problem document. `SESSION_CHANGED`: the sender is no
 * longer the person signed in here. `CANCELLED`: the person was asked for the password and declined.
 */
export type FailureCode =
  ProblemCode | 'OFFLINE' | 'TIMEOUT' | 'UNEXPECTED' | 'SESSION_CHANGED' | 'CANCELLED';

/** Why a call failed: the server's problem document (RFC 9457), or a failure without one. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: FailureCode,
    readonly status = 0,
    readonly body: Partial<ProblemBody> = {},
    /** Seconds the server asked to wait. */
    readonly retryAfter?: number,
  ) {
    super(code);
  }

  get errors(): readonly FieldError[] {
    return this.body.errors ?? [];
  }

  /** Whether the same request may succeed later, unchanged. */
  get isTemporary(): boolean {
    return ['OFFLINE', 'TIMEOUT'].includes(this.code) || this.status === 429 || this.status >= 500;
  }

  /** Caused by the person, so there is nothing to report. */
  get isCancelled(): boolean {
    return this.code === 'CANCELLED';
  }
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (!(error instanceof HttpErrorResponse)) {
    return new Problem('UNEXPECTED');
  }
  if (error.status === 0) {
    return new Problem('OFFLINE');
  }
  const body: Partial<ProblemBody> = isProblemBody(error.error) ? error.error : {};
  return new Problem(body.code ?? 'UNEXPECTED', error.status, body, retryAfter(error));
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

function retryAfter({ headers }: HttpErrorResponse): number | undefined {
  const seconds = Number(headers.get('Retry-After') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
