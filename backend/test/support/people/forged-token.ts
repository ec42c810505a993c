import { createHmac } from 'node:crypto';

type Part = Record<string, unknown>;

/** What an access token says, without looking at its signature. */
export function readToken(token: string): { header: Part; claims: Part } {
  const [header, claims] = token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Part);
  return { header: header ?? {}, claims: claims ?? {} };
}

/** The same token, an hour after it has expired. */
export function expiredToken(token: string, key: string): string {
  const anHourAgo = Math.floor(Date.now() / 1_000) - 3_600;
  return forgeToken(token, key, { claims: { iat: anHourAgo - 900, exp: anHourAgo } });
}

/** A token like the given one, with other header members and claims (undefined leaves one out), signed anew. */
export function forgeToken(
  token: string,
  key: string,
  { header = {}, claims = {} }: { header?: Part; claims?: Part } = {},
  hash = 'sha256',
): string {
  const genuine = readToken(token);
  return signToken(
    JSON.stringify({ ...genuine.header, ...header }),
    JSON.stringify({ ...genuine.claims, ...claims }),
    key,
    hash,
  );
}

/** A token of these very texts. */
export function signToken(header: string, claims: string, key: string, hash = 'sha256'): string {
  const input = [header, claims].map((part) => Buffer.from(part).toString('base64url')).join('.');
  return `${input}.${createHmac(hash, key).update(input).digest('base64url')}`;
}
