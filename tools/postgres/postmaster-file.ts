import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './is-alive.ts';

/** What `postmaster.pid` tells of a running server. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Whether it answers; a standby answers reads. */
  ready: boolean;
}

/** The server that runs on `cluster`, or undefined. A file left behind by a server that died counts as none. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const lines = readLines(cluster);
  const pid = Number(lines?.[0]);
  if (!lines || !pid || !isRunningOn(cluster, pid)) {
    return undefined;
  }
  return { pid, port: Number(lines[3]), ready: ['ready', 'standby'].includes(lines[7]?.trim() ?? '') };
}

/**
 * Lets PostgreSQL see that the writer of a stale file is gone. It asks only whether a process of that number
 * lives, and takes a zombie or a newcomer with the same number for it; its own parent's number it disregards.
 * The other lines stay: by them it finds worker processes that outlived their server.
 */
export function disownStaleFile(cluster: string): void {
  const lines = readLines(cluster);
  const pid = Number(lines?.[0]);
  if (lines && isAlive(pid) && !isRunningOn(cluster, pid)) {
    writeFileSync(fileIn(cluster), [process.pid, ...lines.slice(1)].join('\n'));
  }
}

function readLines(cluster: string): string[] | undefined {
  try {
    return readFileSync(fileIn(cluster), 'utf8').split('\n');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw error;
  }
}

/** By its command line, which names the cluster and which a zombie no longer has. */
function isRunningOn(cluster: string, pid: number): boolean {
  try {
    return commandLine(pid).includes(cluster);
  } catch {
    return false;
  }
}

function commandLine(pid: number): string {
  if (process.platform === 'linux') {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  }
  return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
}

function fileIn(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}
