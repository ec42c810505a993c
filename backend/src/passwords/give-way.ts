import { writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** How much nicer than the server: whoever answers requests goes first (measured in docs/performance.md). */
const NICENESS = 10;
const NICEST = 19;

/**
 * Lets everybody else go first, the server and the database alike. Where Linux groups processes by session
 * (sched(7), autogroup), a priority counts within the session only: there the process needs one of its own, and the
 * session is made nice as well.
 */
export function giveWay(pid: number): void {
  const priority = Math.min(getPriority() + NICENESS, NICEST);
  setPriority(pid, priority);
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(priority), { flag: 'r+' });
  } catch {
    // No such groups here, or no right to change them: the first priority has to do.
  }
}
