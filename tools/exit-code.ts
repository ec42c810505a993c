import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Resolves when the process has exited and its output is complete; null when a signal ended it. */
export async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}
