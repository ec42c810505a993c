import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { Problem } from '../../../platform/errors/problem';
import type { TemporaryFile } from './temporary-files.service';

/**
 * Writes a request body to a file as it arrives.
 * @param maximum bytes; where no body is allowed, the type is to blame
 * @returns its SHA-256, base64url.
 * @throws Problem PAYLOAD_TOO_LARGE; UNSUPPORTED_MEDIA_TYPE; MALFORMED_REQUEST when it is not UTF-8 or is broken off
 */
export async function receive(body: Readable, file: TemporaryFile, maximum: number): Promise<string> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  for await (const chunk of chunksOf(body)) {
    size += chunk.length;
    if (size > maximum) {
      throw new Problem(maximum === 0 ? 'UNSUPPORTED_MEDIA_TYPE' : 'PAYLOAD_TOO_LARGE');
    }
    requireUtf8(decoder, chunk);
    hash.update(chunk);
    await file.append(chunk);
  }
  requireUtf8(decoder);
  return hash.digest('base64url');
}

/** A client that sends too much must still get the response: reading stops, but the connection stays open. */
async function* chunksOf(body: Readable): AsyncGenerator<Buffer> {
  try {
    yield* body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch (cause) {
    throw new Problem('MALFORMED_REQUEST', { detail: 'The body was broken off.', cause });
  }
}

function requireUtf8(decoder: TextDecoder, chunk?: Buffer): void {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new Problem('MALFORMED_REQUEST', { detail: 'The body is not UTF-8.' });
  }
}
