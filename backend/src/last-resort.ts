import { Logger } from '@nestjs/common';

const logger = new Logger('LastResort');

/**
 * Logs what nobody caught as one line, as any other error, and ends the process with code 1 once `stop` is done: after
 * such a mistake nobody knows what state it is in (ASVS V16.5.4). What follows while it ends is a consequence.
 * @param longestStop milliseconds after which it ends in any case.
 */
export function exitOnUncaughtError(stop: () => Promise<void>, longestStop: number): void {
  let ending = false;
  const end = (err: unknown): void => {
    if (ending) {
      return;
    }
    ending = true;
    logger.fatal({ err, msg: 'Nobody caught this error; the process ends' });
    setTimeout(exit, longestStop);
    stop().then(exit, exit);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

function exit(): never {
  process.exit(1);
}

/** Nothing is left to do: only a collector of traces that does not answer could still hold the process. */
export function exitSoon(): void {
  setTimeout(() => process.exit(), 100).unref();
}
