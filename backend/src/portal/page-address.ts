import type { FastifyInstance } from 'fastify';
import { addHookTo } from '../platform/http/route-kind';

/** First segments, ignoring case, that machines request here or elsewhere. No portal page may use them. */
const TAKEN = new Set(['api', 'docs', 'health', 'healthz', 'livez', 'metrics', 'openapi', 'readyz']);

/** No dotfile (ASVS V13.4.1), and nothing that other software reads as another path. */
const PLAIN_SEGMENT = /^[^.%;\\][^%;\\]*$/;

/**
 * Whether the portal may have a page at this path. Paths that look like a file, or like a variant of an API path, are
 * excluded: a probe or script must get 404, not 200 with a page.
 */
export function isPageAddress(path: string): boolean {
  const segments = path.split('/').slice(1);
  const [first = ''] = segments;
  const last = segments.pop() ?? '';
  return (
    !TAKEN.has(first.toLowerCase()) &&
    !last.includes('.') &&
    (last === '' || PLAIN_SEGMENT.test(last)) &&
    segments.every((segment) => PLAIN_SEGMENT.test(segment))
  );
}

/** Excludes other paths from the portal's catch-all route; call it before that route is registered. */
export function requirePageAddresses(server: FastifyInstance): void {
  addHookTo(
    server,
    ({ url }) => url === '/*',
    ({ url }, reply, done) => {
      const [path = ''] = url.split('?', 1);
      if (isPageAddress(path)) {
        done();
      } else {
        reply.callNotFound();
      }
    },
  );
}
