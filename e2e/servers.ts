import { availableParallelism } from 'node:os';

/** Settings of the shell that the tests are started from, and that must not reach them. */
export const noSettings = Object.fromEntries(
  ['DATABASE_URL', 'DATABASE_MIGRATION_URL', 'HOST', 'NODE_ENV', 'PUBLIC_URL'].map((name) => [name, '']),
);

/** One for each processor, and one more where there is only one: some tests wait and do nothing else. */
export const workerCount = Math.min(Math.max(availableParallelism(), 2), 4);

/** As many ports from here on are taken; another checkout that is tested at the same time needs others. */
const firstPort = Number(process.env.E2E_PORT ?? 4310);

/** Where the server of a worker is, by the worker's `parallelIndex`. */
export function serverUrl(worker: number): string {
  if (worker >= workerCount) {
    throw new Error(`There are servers for ${workerCount} workers.`);
  }
  return `http://localhost:${firstPort + worker}`;
}

/** What differs from the settings that the product has by default. */
export function serverSettings(worker: number): Record<string, string> {
  const url = serverUrl(worker);
  return {
    AUTH_THROTTLE: 'off',
    BCRYPT_COST: '4',
    LOG_LEVEL: 'warn',
    PORT: new URL(url).port,
    PUBLIC_URL: url,
    // A token that comes late on a busy machine is no stolen one. Tests move sessions beyond the window.
    REFRESH_WINDOW: '10m',
  };
}
