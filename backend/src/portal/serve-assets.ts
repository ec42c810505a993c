import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PORTAL_FOLDER } from './portal-page';

/** Files with a hash in their name never change. */
const HASHED = /-[\w-]{8}\.\w+(\.br|\.gz)?$/;

/** Serves the built files of the portal, each by a route of its own; there is no directory to list (ASVS V13.4.3). */
export async function serveAssets(server: FastifyInstance): Promise<void> {
  if (!existsSync(PORTAL_FOLDER)) {
    return;
  }
  await server.register(fastifyStatic, {
    root: PORTAL_FOLDER,
    wildcard: false,
    index: false,
    globIgnore: ['**/index.html'],
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header(
        'Cache-Control',
        HASHED.test(basename(path)) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}
