import type { Writable } from 'node:stream';
import { reasonOf } from '../../platform/errors/reason-of';
import { AdminError, type AdminResult } from './admin-command';

/**
 * Waits until the text is written.
 * @throws Error of the system, such as ENOSPC on a full disk; the stream's own event of it is taken care of.
 */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.write(text, (error) => {
      if (error) {
        reject(error);
      } else {
        stream.off('error', reject);
        resolve();
      }
    });
  });
}

/** @throws AdminError with what the command has done, where the text that tells it cannot be written. */
export async function writeResult(
  stream: Writable,
  text: string,
  { done, message }: AdminResult,
): Promise<void> {
  try {
    await write(stream, text);
  } catch (error) {
    const lost = message ? ' What was to be shown with it is lost: run the command again for it.' : '';
    throw new AdminError(
      `The output cannot be written: ${reasonOf(error)}.${done ? ` This was done: ${done}${lost}` : ''}`,
    );
  }
}
