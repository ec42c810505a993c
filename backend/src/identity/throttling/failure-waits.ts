import { FIRST_WAIT, LIMITS, LONGEST_WAIT } from './limits';

/** Seconds to wait after so many failures; the last number holds for all further ones. */
export const FAILURE_WAITS: readonly number[] = [
  ...Array<number>(LIMITS.password.quota).fill(0),
  ...doublings(),
];

function doublings(): number[] {
  const waits: number[] = [];
  for (let wait = FIRST_WAIT; wait < LONGEST_WAIT; wait *= 2) {
    waits.push(wait);
  }
  return [...waits, LONGEST_WAIT];
}
