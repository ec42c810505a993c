import type { IncomingMessage } from 'node:http';

/**
 * The target of a request as path and query. It may arrive as a whole address, as clients of a proxy send it (RFC 9112
 * section 3.2.2), and must not slip past what looks at the path.
 */
export function originForm({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  return url.replace(/^https?:\/\/[^/?#]*(?=\/)/i, '');
}
