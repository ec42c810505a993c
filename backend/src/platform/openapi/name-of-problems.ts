import type { ProblemCode } from '../errors/problem';

/** Codes that always occur together on routes that need a token, under one name. */
const BEARER_CODES: ProblemCode[] = ['TOKEN_MISSING', 'TOKEN_INVALID', 'TOKEN_EXPIRED', 'SESSION_ENDED'];

/** The name of the response that stands for these problems, such as `NotFound` or `BearerRefusedOrInvalidCredentials`. */
export function nameOfProblems(codes: readonly ProblemCode[]): string {
  const bearer = BEARER_CODES.every((code) => codes.includes(code));
  const others = bearer ? codes.filter((code) => !BEARER_CODES.includes(code)) : codes;
  return [...(bearer ? ['BearerRefused'] : []), ...others.map(toPascalCase)].join('Or');
}

function toPascalCase(code: string): string {
  return code
    .split('_')
    .map((word) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`)
    .join('');
}
