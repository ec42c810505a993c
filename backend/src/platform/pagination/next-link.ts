import type { FastifyReply } from 'fastify';
import { routePathOf } from '../http/route-path';

/** Adds `Link: rel="next"` (RFC 8288) unless this is the last page. */
export function sendNextLink<Page extends { nextCursor: string | null }>(
  reply: FastifyReply,
  page: Page,
): Page {
  if (page.nextCursor) {
    const parameters = new URLSearchParams(queryOf(reply.request.url));
    parameters.set('cursor', page.nextCursor);
    const address = `${routePathOf(reply.request)}?${parameters.toString()}`;
    void reply.header('Link', `<${address}>; rel="next"`);
  }
  return page;
}

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}
