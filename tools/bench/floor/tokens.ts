import { createHmac, timingSafeEqual } from 'node:crypto';

export interface AccessClaims {
  readonly sub: string;
  readonly sid: string;
  readonly gen: number;
  readonly exp: number;
}

const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'at+jwt' })).toString('base64url');

const macOf = (key: string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The claims of an unexpired access token with a valid signature. */
export function readAccessToken(key: string, authorization = ''): AccessClaims | undefined {
  const token = authorization.slice('Bearer '.length);
  const end = token.lastIndexOf('.');
  const mac = Buffer.from(token.slice(end + 1), 'base64url');
  const expected = macOf(key, token.slice(0, end));
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) {
    return undefined;
  }
  const payload = token.slice(token.indexOf('.') + 1, end);
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as AccessClaims;
  return claims.exp > Date.now() / 1_000 ? claims : undefined;
}

export function signAccessToken(key: string, claims: object): string {
  const body = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${body}.${macOf(key, body).toString('base64url')}`;
}

/** A refresh token in the product's format: `v1.<kid>.<session id>.<generation>.<mac>`. */
export function signRefreshToken(key: string, sessionId: string, generation: number): string {
  const kid = macOf(key, 'taskward key id').toString('base64url').slice(0, 8);
  const payload = `v1.${kid}.${sessionId}.${generation}`;
  return `${payload}.${macOf(key, payload).toString('base64url')}`;
}

export function readRefreshToken(
  key: string,
  token: string,
): { sessionId: string; generation: number } | undefined {
  const [, , sessionId = '', generation = ''] = token.split('.');
  const expected = signRefreshToken(key, sessionId, Number(generation));
  const same = token.length === expected.length && timingSafeEqual(Buffer.from(token), Buffer.from(expected));
  return same ? { sessionId, generation: Number(generation) } : undefined;
}
