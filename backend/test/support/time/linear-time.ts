import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as afterPendingEvents } from 'node:timers/promises';

/** How many times the larger input is the smaller one. */
const STEP = 8;
/** Three times as long as the length justifies; the square would take 64 times as long. */
const TOLERANCE = 24;
/** Milliseconds in which noise is lost. At the sizes that are compared here the square of anything takes longer. */
const FLOOR = 50;
const ROUNDS = 3;
/** The smaller input costs little, and noise that doubles its time would hide a square. */
const SMALL_RUNS = 5;
/** Others on the machine can spoil a measurement, never make it better: only what never gets better is slow. */
const ROUNDS_MAXIMUM = 8;

export interface Growth {
  readonly isLinear: boolean;
  /** The shortest times that were seen, in milliseconds of processor time of this thread. */
  readonly times: readonly [small: number, large: number];
}

/**
 * Compares what an input costs with what one of eight times its size does, within the same run.
 * @param work with an input of so many characters.
 */
export async function growthOf(work: (size: number) => unknown, size: number): Promise<Growth> {
  let times: Growth['times'] = [await measure(work, size), await measure(work, size * STEP)];
  if (times[1] <= FLOOR) {
    return { isLinear: true, times };
  }
  times = [Infinity, Infinity];
  for (let round = 1; round <= ROUNDS_MAXIMUM; round += 1) {
    const small = Math.min(times[0], await measureOften(work, size));
    const large = Math.min(times[1], await measure(work, size * STEP));
    times = [small, large];
    if (round >= ROUNDS && large <= small * TOLERANCE + FLOOR) {
      return { isLinear: true, times };
    }
  }
  return { isLinear: false, times };
}

async function measureOften(work: (size: number) => unknown, size: number): Promise<number> {
  let shortest = Infinity;
  for (let run = 0; run < SMALL_RUNS; run += 1) {
    shortest = Math.min(shortest, await measure(work, size));
  }
  return shortest;
}

/**
 * Processor time of this thread: what other processes do meanwhile does not count, nor does the collection of garbage,
 * which takes 70 ms of whoever happens to allocate next when other specs have left a large heap. Collections are timed by
 * the clock, so that what this thread waited may have been within them: only what is certainly theirs is taken off.
 */
async function measure(work: (size: number) => unknown, size: number): Promise<number> {
  const collections = new PerformanceObserver(() => undefined);
  collections.observe({ entryTypes: ['gc'] });
  try {
    const start = performance.now();
    const usageAtStart = process.threadCpuUsage();
    await work(size);
    const { user, system } = process.threadCpuUsage(usageAtStart);
    const busy = (user + system) / 1_000;
    const waited = Math.max(0, performance.now() - start - busy);
    await afterPendingEvents();
    return busy - Math.max(0, sumOfDurations(collections.takeRecords()) - waited);
  } finally {
    collections.disconnect();
  }
}

function sumOfDurations(entries: readonly PerformanceEntry[]): number {
  return entries.reduce((sum, { duration }) => sum + duration, 0);
}

/** Every size in which a text of this pattern can come. */
export function repeat(pattern: string, size: number): string {
  return pattern.repeat(Math.ceil(size / pattern.length)).slice(0, size);
}

/** What makes expressions begin anew or go back. */
export const PATTERNS = [
  ...[
    'a',
    '.',
    '/',
    '/a',
    '%',
    '%2f',
    '\\',
    '\\,',
    ',',
    ', ',
    ' ',
    ';',
    '; ',
    ';a="',
    '=',
    '"',
    '"1",',
    'W/',
    '-',
  ],
  ...[
    ':',
    ':1',
    '1',
    '1.',
    '[',
    ']:',
    '{"a":',
    '@',
    "'",
    '\r',
    '\r\n',
    '\u0300\u0316',
    '\u{1f600}',
    '(',
    'Version/1 ',
  ],
];
