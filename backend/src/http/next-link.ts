import type { FastifyReply } from 'fastify';

/** Adds `Link: rel="next"` (RFC 8288) to a page that has a successor. */
export function sendNextLink<Page extends { nextCursor: string | null }>(
  reply: FastifyReply,
  page: Page,
): Page {
  if (page.nextCursor) {
    const [path = '', search = ''] = reply.request.url.split('?', 2);
    const parameters = new URLSearchParams(search);
    parameters.set('cursor', page.nextCursor);
    void reply.header('Link', `<${path}?${parameters.toString()}>; rel="next"`);
  }
  return page;
}
