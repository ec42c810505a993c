import type { IncomingMessage } from 'node:http';

/** No route has an empty segment, and the portal no such page. */
export const NOWHERE = '//';

const AUTHORITY = /^https?:\/\/[^/?]*/i;

/**
 * The target of a request as path and query. It may arrive as a whole address, as clients of a proxy send it (RFC 9112
 * section 3.2.2); other forms lead nowhere. A fragment is for the client alone and does not belong there; the router
 * would take it for a query.
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
