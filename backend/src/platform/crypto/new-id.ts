import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Random bytes per id. */
const LENGTH = 16;

const pool = Buffer.alloc(256 * LENGTH);
let used = pool.length;
let last = { msecs: 0, seq: 0 };

/**
 * A new id, UUID version 7 (RFC 9562), increasing within this process. Random bytes are fetched for many ids at a time,
 * since the call itself is the costly part.
 */
export function newId(): string {
  const random = nextRandom();
  const msecs = Date.now();
  last =
    msecs > last.msecs
      ? { msecs, seq: random.readUInt32BE() >>> 1 }
      : { msecs: last.msecs, seq: last.seq + 1 };
  return v7({ random, ...last });
}

function nextRandom(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += LENGTH;
  return pool.subarray(used - LENGTH, used);
}
