import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_FILE, PORTAL_FOLDER } from './portal-page';

/** Files with a hash in their name never change. */
const HASHED = /-[\w-]{8}\.\w+$/;

/** The build writes these beside each file, by the ending of their names. */
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
  readonly identity: Buffer;
  readonly encoded: Partial<Record<Encoding, Buffer>>;
}

/**
 * Serves the built files of the portal, each by a route of its own; there is no directory to list (ASVS V13.4.3). They
 * are read once: a new build beside a running server must not take away what the page of that server asks for.
 */
export function serveAssets(server: FastifyInstance, folder = PORTAL_FOLDER): void {
  for (const asset of readAssets(folder)) {
    server.get(asset.path, (request, reply) => send(asset, request, reply));
  }
}

function readAssets(folder: string): Asset[] {
  if (!existsSync(folder)) {
    return [];
  }
  const names = new Set(readdirSync(folder));
  return [...names]
    .filter((name) => name !== PAGE_FILE && extname(name) in TYPES)
    .map((name) => read(folder, name, names));
}

function read(folder: string, name: string, names: ReadonlySet<string>): Asset {
  const identity = readFileSync(join(folder, name));
  const encodings = Object.entries(ENCODINGS).filter(([, ending]) => names.has(name + ending));
  return {
    path: `/${name}`,
    type: TYPES[extname(name)] ?? '',
    lifetime: HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    // Weak, because the encodings of a file share it (RFC 9110 section 8.8.1).
    entityTag: `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
    identity,
    encoded: Object.fromEntries(
      encodings.map(([encoding, ending]) => [encoding, readFileSync(join(folder, name + ending))]),
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
