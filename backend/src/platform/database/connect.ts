import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { isDatabaseAway } from '../errors/database-errors';

/** As long as a database needs that was started at the same time, in milliseconds. */
const PATIENCE = 10_000;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 2_000;

/** What stands in the log of an attempt that failed. */
export interface FailedAttempt {
  readonly err: Error;
  readonly msg: string;
}

/**
 * Opens a data source whose database may still be starting, and tells `warn` of every attempt that failed.
 * @param patience milliseconds after which no further attempt is made.
 * @throws the error of the last attempt; at once when waiting would not help.
 */
export async function connect(
  dataSource: DataSource,
  warn: (attempt: FailedAttempt) => void,
  patience = PATIENCE,
): Promise<DataSource> {
  const deadline = performance.now() + patience;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await dataSource.initialize();
    } catch (error) {
      const err = error as Error;
      if (!isDatabaseAway(err) || performance.now() + pause > deadline) {
        throw err;
      }
      warn({ err, msg: `The database cannot be reached yet; next attempt in ${pause} ms` });
      await sleep(pause);
    }
  }
}
