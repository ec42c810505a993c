import type { IncomingMessage } from 'node:http';

/** A path that matches nothing: no route has an empty segment, and the portal has no such page. */
export const NOWHERE = '//';

const AUTHORITY = /^https?:\/\/[^/?]*/i;

/**
 * The request target as path and query. It may arrive in absolute form, as sent to proxies (RFC 9112 section 3.2.2);
 * other forms match nothing. A fragment does not belong in a target; the router would treat it as a query.
 */
export function originForm({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const end = url.indexOf('#');
  const target = end === -1 ? url : url.slice(0, end);
  return target.startsWith('/') ? target : withoutAuthority(target);
}

function withoutAuthority(target: string): string {
  const path = target.replace(AUTHORITY, '');
  if (path === target) {
    return NOWHERE;
  }
  return path.startsWith('/') ? path : `/${path}`;
}
