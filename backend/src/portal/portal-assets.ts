import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FileContents, PortalFiles } from './portal-files';
import { PAGE_FILE } from './portal-page.service';

/** Files with a content hash in their name are immutable. */
const HASHED = /-[\w-]{8}\.\w+$/;

/** Precompressed variants written by the build, by file extension. */
const ENCODINGS = { br: '.br', gzip: '.gz' } as const;
type Encoding = keyof typeof ENCODINGS;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly lifetime: string;
  readonly entityTag: string;
  readonly identity: Uint8Array;
  readonly encoded: Partial<Record<Encoding, Uint8Array>>;
}

/** Serves the portal's built files, each on a route of its own; there is no directory listing (ASVS V13.4.3). */
export function serveAssets(server: FastifyInstance, { contents }: PortalFiles): void {
  for (const [name, identity] of contents) {
    if (name !== PAGE_FILE && extname(name) in TYPES) {
      const asset = describe(name, identity, contents);
      server.get(asset.path, (request, reply) => send(asset, request, reply));
    }
  }
}

function describe(name: string, identity: Uint8Array, contents: FileContents): Asset {
  const encodings = Object.entries(ENCODINGS).filter(([, ending]) => contents.has(name + ending));
  return {
    path: `/${name}`,
    type: TYPES[extname(name)] ?? '',
    lifetime: HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    // A weak tag, because the encodings of a file share it (RFC 9110 section 8.8.1).
    entityTag: `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    identity,
    encoded: Object.fromEntries(
      encodings.map(([encoding, ending]) => [encoding, contents.get(name + ending)]),
    ),
  };
}

function send(asset: Asset, { headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply
    .header('Cache-Control', asset.lifetime)
    .header('ETag', asset.entityTag)
    .header('Vary', 'Accept-Encoding');
  if (headers['if-none-match'] === asset.entityTag) {
    return reply.status(304).send();
  }
  const accepted = negotiate(headers['accept-encoding'] ?? '', Object.keys(asset.encoded)) as Encoding | null;
  const encoded = accepted && asset.encoded[accepted];
  if (encoded) {
    reply.header('Content-Encoding', accepted);
  }
  return reply.type(asset.type).send(encoded ?? asset.identity);
}
