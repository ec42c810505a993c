import type { components } from './schema.js';

/** Why a request failed (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** A problem that a helper met. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly problem: Problem,
    readonly response: Response,
  ) {
    super(`${problem.code}: ${problem.detail}`);
  }
}

/** An answer that did not come from Taskward, such as the page of a proxy that does not reach it. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';

  /** @param response its body is unread. */
  constructor(readonly response: Response) {
    super(
      `Not an answer of Taskward: ${response.status} ${response.headers.get('content-type') ?? 'without a type'}`,
    );
  }
}

interface Answer {
  readonly request: Request;
  readonly response: Response;
  readonly options: { readonly parseAs: string };
}

/** Every error of Taskward is a problem, and what is read as JSON is JSON. */
export function refuseForeignAnswers({ response, options }: Answer): void {
  const type = response.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  const isForeign =
    response.status >= 400
      ? type !== 'application/problem+json'
      : response.ok && response.body !== null && options.parseAs === 'json' && type !== 'application/json';
  if (isForeign) {
    throw new UnexpectedAnswerError(response);
  }
}
