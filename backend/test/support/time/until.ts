import { setTimeout as sleep } from 'node:timers/promises';
import { PATIENCE } from './patience';

/** Milliseconds between two looks: whoever is waited for may have a lower priority. */
const PAUSE = 5;

/**
 * Resolves when it is so.
 * @param pause between two looks, in milliseconds; longer for what takes a second or more, as looking costs time as well.
 * @throws Error when it never is.
 */
export async function until(isSo: () => boolean | Promise<boolean>, pause = PAUSE): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (!(await isSo())) {
    if (performance.now() > deadline) {
      throw new Error(`This never came true: ${isSo.toString()}`);
    }
    await sleep(pause);
  }
}
