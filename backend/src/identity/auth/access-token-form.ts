import { validate as isUuid } from 'uuid';
import { isGeneration } from '../sessions/refresh-tokens.service';

export const ACCESS_TOKEN_TYPE = 'at+jwt';
export const ACCESS_TOKEN_ALGORITHM = 'HS256';

/** The claims of an access token (RFC 9068 section 2.2); times are seconds since 1970. */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly aud: string;
  readonly sub: string;
  readonly email: string;
  readonly sid: string;
  readonly gen: number;
  readonly auth_time: number;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
}

/** The last second of the year 9999, the latest time that every part of the product can represent. */
const LAST_TIME = 253_402_300_799;

type Form<T> = Readonly<Record<keyof T, (value: unknown) => boolean>>;

const HEADER: Form<{ alg: string; typ: string; kid: string }> = {
  alg: (value) => value === ACCESS_TOKEN_ALGORITHM,
  typ: (value) => value === ACCESS_TOKEN_TYPE,
  kid: isText,
};

const CLAIMS: Form<AccessTokenClaims> = {
  iss: isText,
  aud: isText,
  sub: isId,
  email: isText,
  sid: isId,
  gen: isGeneration,
  auth_time: isTime,
  iat: isTime,
  exp: isTime,
  jti: isId,
};

/**
 * The claims of a token in exactly the form we issue: these members, once each, in this order, with these types and in
 * canonical form; undefined for any other, whoever signed it (RFC 8725 section 3.11, RFC 7515 section 4.1.11). A new
 * claim must be accepted one release before it is issued.
 */
export function readAccessToken(token: string): AccessTokenClaims | undefined {
  const [header = '', claims = ''] = token.split('.');
  return readPart(header, HEADER) && readPart(claims, CLAIMS);
}

function readPart<T>(part: string, form: Form<T>): T | undefined {
  const value = parse(part);
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const names = Object.keys(form) as (keyof T & string)[];
  const isOurs =
    names.every((name) => form[name]((value as Partial<T>)[name])) && write(value, names) === part;
  return isOurs ? (value as T) : undefined;
}

function parse(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** The members with these names, in this order. */
function write(value: object, names: string[]): string {
  return Buffer.from(JSON.stringify(value, names)).toString('base64url');
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** In the canonical form of PostgreSQL. */
function isId(value: unknown): boolean {
  return isUuid(value) && value === String(value).toLowerCase();
}

function isTime(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= LAST_TIME;
}
