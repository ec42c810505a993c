import { Logger } from '@nestjs/common';

const logger = new Logger('LastResort');

/**
 * Logs an uncaught error as one line, like any other, and exits with code 1 after `stop`: the process may be in an
 * undefined state (ASVS V16.5.4). Further errors during shutdown are ignored as consequences.
 * @param longestStop milliseconds after which it exits in any case.
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

/** Nothing is left to do: only an unresponsive trace collector could still keep the process alive. */
export function exitSoon(): void {
  setTimeout(() => process.exit(), 100).unref();
}
