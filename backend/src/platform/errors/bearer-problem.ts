import { Problem, type ProblemCode } from './problem';

const DETAILS = {
  TOKEN_MISSING: 'Send an access token in the Authorization header.',
  TOKEN_INVALID: 'The access token is malformed, was changed or revoked, or was not issued for this service.',
  TOKEN_EXPIRED: 'The access token has expired. Renew it or sign in again.',
  SESSION_ENDED: 'The session of this access token has ended. Sign in again.',
} as const satisfies Partial<Record<ProblemCode, string>>;

/** A 401 with its `WWW-Authenticate` challenge; without a token it names no error (RFC 6750 section 3). */
export function bearerProblem(code: keyof typeof DETAILS): Problem {
  const detail = DETAILS[code];
  const challenge = 'Bearer realm="taskward"';
  return new Problem(code, {
    detail,
    headers: {
      'WWW-Authenticate':
        code === 'TOKEN_MISSING'
          ? challenge
          : `${challenge}, error="invalid_token", error_description="${detail}"`,
    },
  });
}
