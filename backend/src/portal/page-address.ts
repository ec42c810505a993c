import type { FastifyInstance } from 'fastify';
import { addHookTo } from '../platform/http/route-kind';

/** First segments, in any letter case, of what is asked by machines: here, or as others name it. No page may be there. */
const TAKEN = new Set(['api', 'docs', 'health', 'healthz', 'livez', 'metrics', 'openapi', 'readyz']);

/** No name with a dot in front (ASVS V13.4.1), and nothing that others read as another path. */
const PLAIN_SEGMENT = /^[^.%;\\][^%;\\]*$/;

/**
 * Whether the portal may have a page there. What looks like a file, or could be an address of the API in another
 * spelling, is none: a probe or a script that asks for it must be told 404, not 200 with a page.
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

/** Keeps everything else from the route that takes whatever no other route does; call it before it is registered. */
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
