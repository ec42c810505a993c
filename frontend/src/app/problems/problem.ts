import { HttpErrorResponse } from '@angular/common/http';
import type { FieldError, ProblemBody } from '../api/types';

/** Codes the portal gives to failures that the server never answered or did not describe. */
export const OFFLINE = 'OFFLINE';
export const TIMEOUT = 'TIMEOUT';
export const UNEXPECTED = 'UNEXPECTED';
/** A request whose sender is no longer the person signed in here. */
export const SESSION_CHANGED = 'SESSION_CHANGED';

/** Why a call failed: the server's problem document (RFC 9457), or the lack of one. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: string,
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

  /** The same request may succeed later, and nothing is known to be wrong with it. */
  get isTemporary(): boolean {
    return [OFFLINE, TIMEOUT].includes(this.code) || this.status === 429 || this.status >= 500;
  }
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (!(error instanceof HttpErrorResponse)) {
    return new Problem(UNEXPECTED);
  }
  if (error.status === 0) {
    return new Problem(isTimeout(error.error) ? TIMEOUT : OFFLINE);
  }
  const body: Partial<ProblemBody> = isProblemBody(error.error) ? error.error : {};
  return new Problem(body.code ?? UNEXPECTED, error.status, body, retryAfter(error));
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function retryAfter({ headers }: HttpErrorResponse): number | undefined {
  const seconds = Number(headers.get('Retry-After') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
