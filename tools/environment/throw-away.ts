import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data directory for tests and demonstrations; `cleanup` removes it again. */
export function throwAwayDirectory(cleanup: AsyncDisposableStack): string {
  const directory = join(tmpdir(), `taskward-${randomUUID()}`);
  cleanup.defer(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
