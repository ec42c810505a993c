import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '../startup-error.ts';
import { clusterFolder } from './cluster.ts';
import { readCredentials } from './credentials.ts';
import { databaseUrls, type DatabaseUrls } from './database-urls.ts';
import { takeInstanceLock, type InstanceLock } from './instance-lock.ts';
import { findPostmaster, type Postmaster } from './postmaster-file.ts';

const PATIENCE = 30_000;

/** The URLs of a database currently run by another Taskward, or undefined. */
export async function findPostgresInUse(directory: string): Promise<DatabaseUrls | undefined> {
  const running = await examine(directory);
  await running?.lock?.end();
  return running && !running.lock ? running.urls : undefined;
}

/**
 * Stops a server whose Taskward is gone; resolves when none runs on the data any more.
 * A StartupError when another Taskward uses it.
 */
export async function stopOrphan(directory: string): Promise<void> {
  const running = await examine(directory);
  if (!running) {
    return;
  }
  if (!running.lock) {
    throw new StartupError(`Another Taskward runs on the data in ${directory}.`);
  }

  process.kill(running.pid, 'SIGINT');
  await waitUntil(() => !findPostmaster(clusterFolder(directory)), directory);
  await running.lock.end();
}

interface RunningPostgres {
  pid: number;
  urls: DatabaseUrls;
  /** Ours now; undefined when another Taskward has it. */
  lock: InstanceLock | undefined;
}

/** Waits for a server that is starting or stopping. */
async function examine(directory: string): Promise<RunningPostgres | undefined> {
  let result: RunningPostgres | undefined;
  await waitUntil(async () => {
    const postmaster = findPostmaster(clusterFolder(directory));
    if (!postmaster) {
      return true;
    }
    result = postmaster.ready ? await tryToLock(directory, postmaster) : undefined;
    return result !== undefined;
  }, directory);
  return result;
}

async function tryToLock(directory: string, { pid, port }: Postmaster): Promise<RunningPostgres | undefined> {
  const urls = databaseUrls(port, readCredentials(directory));
  try {
    return { pid, urls, lock: await takeInstanceLock(urls.ownerUrl) };
  } catch {
    // It is stopping right now, or not ours; in the latter case this times out.
    return undefined;
  }
}

async function waitUntil(isDone: () => boolean | Promise<boolean>, directory: string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await isDone())) {
    if (Date.now() > deadline) {
      throw new StartupError(`A PostgreSQL on ${directory} does not answer.`);
    }
    await sleep(50);
  }
}
