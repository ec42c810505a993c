import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './is-alive.ts';

const INFIX = '.new-';

/** Where this process prepares the future `directory`. */
export function stagingFolder(directory: string): string {
  return `${directory}${INFIX}${process.pid}`;
}

/** Removes what processes that died while preparing `directory` have left behind. */
export function removeLeftovers(directory: string): void {
  const folder = dirname(directory);
  const prefix = `${basename(directory)}${INFIX}`;
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(prefix)) : [];
  names
    .filter((name) => !isAlive(Number(name.slice(prefix.length))))
    .forEach((name) => rmSync(join(folder, name), { recursive: true }));
}
