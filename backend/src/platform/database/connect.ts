import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { ConfigurationError } from '../config/configuration-error';
import { isDatabaseAway } from '../errors/database-errors';

/** How long a database started at the same time may take, in milliseconds. */
const PATIENCE = 10_000;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 2_000;

/** What is logged about a failed attempt. */
export interface FailedAttempt {
  readonly err: Error;
  readonly msg: string;
}

/** The message of `pg` when the URL asks for SSL but the server does not support it; the error has no code. */
const NO_SSL = 'The server does not support SSL connections';

/**
 * Opens a data source, retrying while the database may still be starting; calls `warn` for every failed attempt.
 * @param patience milliseconds after which no further attempt is made.
 * @throws the error of the last attempt; at once when retrying would not help, as ConfigurationError if the URL is to
 * blame.
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
        throw explain(err);
      }
      warn({ err, msg: `The database cannot be reached yet; next attempt in ${pause} ms` });
      await sleep(pause);
    }
  }
}

function explain(error: Error): Error {
  return error.message === NO_SSL
    ? new ConfigurationError([
        'DATABASE_URL: asks for SSL (sslmode), which the database server does not offer; ' +
          'let it have a certificate, or say sslmode=disable on a network that nobody else uses',
      ])
    : error;
}
