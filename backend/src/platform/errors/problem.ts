import { HttpException } from '@nestjs/common';

/** Every error code of the HTTP contract, with its status and title. */
export const PROBLEMS = {
  MALFORMED_REQUEST: [400, 'The request cannot be read'],
  VALIDATION_FAILED: [400, 'Some fields are not valid'],
  TOKEN_MISSING: [401, 'An access token is required'],
  TOKEN_INVALID: [401, 'The access token is not valid'],
  TOKEN_EXPIRED: [401, 'The access token has expired'],
  SESSION_ENDED: [401, 'The session has ended'],
  INVALID_CREDENTIALS: [401, 'E-mail or password is wrong'],
  REFRESH_REJECTED: [401, 'The session cannot be renewed'],
  REAUTHENTICATION_REQUIRED: [401, 'The password is needed again'],
  INSUFFICIENT_SCOPE: [403, 'The access token may not be used for this'],
  PASSWORD_CHANGE_REQUIRED: [403, 'The password must be changed first'],
  REGISTRATION_CLOSED: [403, 'New accounts are made by the administrator'],
  CSRF_REJECTED: [403, 'The request does not come from this application'],
  NOT_FOUND: [404, 'Nothing is here'],
  METHOD_NOT_ALLOWED: [405, 'The method is not allowed here'],
  NOT_ACCEPTABLE: [406, 'No acceptable form of the answer exists'],
  REQUEST_TIMEOUT: [408, 'The request did not arrive in time'],
  EMAIL_TAKEN: [409, 'An account with this e-mail exists already'],
  ALREADY_IMPORTED: [409, 'The same file was imported before'],
  IDEMPOTENCY_IN_FLIGHT: [409, 'The same request is still being worked on'],
  VERSION_MISMATCH: [412, 'The task was changed in the meantime'],
  PAYLOAD_TOO_LARGE: [413, 'The request is too large'],
  URI_TOO_LONG: [414, 'The address is too long'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'The content type is not supported'],
  IDEMPOTENCY_MISMATCH: [422, 'The idempotency key belongs to another request'],
  LIMIT_REACHED: [422, 'No more of these can be made'],
  PRECONDITION_REQUIRED: [428, 'The change must say which version it is based on'],
  RATE_LIMITED: [429, 'Too many requests'],
  HEADERS_TOO_LARGE: [431, 'The header fields are too large'],
  INTERNAL: [500, 'Something went wrong on our side'],
  UNAVAILABLE: [503, 'The service is not available for the moment'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** An invalid field: a JSON pointer into the body (`/title`) or the name of a parameter (`/limit`). */
export interface FieldError {
  pointer: string;
  code: string;
  message: string;
}

interface ProblemOptions {
  /** A sentence for the user, in place of the title. */
  detail?: string;
  headers?: Readonly<Record<string, string>>;
  /** Further members of the body (RFC 9457 section 3.2). */
  members?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/** An error of the HTTP contract, answered as `application/problem+json` (RFC 9457). */
export class Problem extends HttpException {
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: ProblemCode,
    { detail, headers = {}, members = {}, cause }: ProblemOptions = {},
  ) {
    const [status, title] = PROBLEMS[code];
    super(detail ?? `${title}.`, status, { cause });
    this.headers = headers;
    this.members = members;
  }
}

/** The body of an error response (RFC 9457 section 3.1), the same for every layer. */
export function toProblemDocument(problem: Problem, requestId: string): Record<string, unknown> {
  const [status, title] = PROBLEMS[problem.code];
  return {
    type: `urn:taskward:problem:${problem.code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    detail: problem.message,
    code: problem.code,
    requestId,
    ...problem.members,
  };
}
