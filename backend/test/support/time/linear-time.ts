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
  /** The shortest times that were seen, in milliseconds: of processor time of this thread, or of what else was measured. */
  readonly times: readonly [small: number, large: number];
}

/**
 * Compares the cost of an input with that of one eight times its size, within the same run.
 * @param work with an input of so many characters.
 */
export async function growthOf(
  work: (size: number) => unknown,
  size: number,
  measure: Measure = measureThread,
): Promise<Growth> {
  const first = [await measure(work, size), await measure(work, size * STEP)] as const;
  if (first[1].collections === 0 && first[1].milliseconds <= FLOOR) {
    return { isLinear: true, times: [first[0].milliseconds, first[1].milliseconds] };
  }
  const [small, large]: [Measurement[], Measurement[]] = [[], []];
  let times: Growth['times'] = [Infinity, Infinity];
  for (let round = 1; round <= ROUNDS_MAXIMUM; round += 1) {
    for (let run = 0; run < SMALL_RUNS; run += 1) {
      small.push(await measure(work, size));
    }
    large.push(await measure(work, size * STEP));
    times = [shortestOf(small), shortestOf(large)];
    if (round >= ROUNDS && times[1] <= times[0] * TOLERANCE + FLOOR) {
      return { isLinear: true, times };
    }
  }
  return { isLinear: false, times };
}

type Measure = (work: (size: number) => unknown, size: number) => Promise<Measurement>;

interface Measurement {
  /** In the case of this thread its processor time, collections of garbage taken off as well as can be told. */
  readonly milliseconds: number;
  readonly collections: number;
}

/** Of those without a collection of garbage, if there are any. */
function shortestOf(measurements: readonly Measurement[]): number {
  const undisturbed = measurements.filter(({ collections }) => collections === 0);
  const compared = undisturbed.length > 0 ? undisturbed : measurements;
  return Math.min(...compared.map(({ milliseconds }) => milliseconds));
}

/**
 * Processor time of this thread, so that other processes do not count. Collections of garbage, which take 70 ms where
 * other specs have left a large heap, are timed by the clock: what the thread waited meanwhile is taken off with them.
 */
async function measureThread(work: (size: number) => unknown, size: number): Promise<Measurement> {
  const collections = new PerformanceObserver(() => undefined);
  collections.observe({ entryTypes: ['gc'] });
  try {
    const start = process.threadCpuUsage();
    await work(size);
    const { user, system } = process.threadCpuUsage(start);
    const end = performance.now();
    await afterPendingEvents();
    // One that comes while they are awaited has nothing to do with the work.
    const found = collections.takeRecords().filter(({ startTime }) => startTime < end);
    const milliseconds = Math.max(0, (user + system) / 1_000 - sumOfDurations(found));
    return { milliseconds, collections: found.length };
  } finally {
    collections.disconnect();
  }
}

/** For work that another process does, as the database. */
export async function measureClock(work: (size: number) => unknown, size: number): Promise<Measurement> {
  const start = performance.now();
  await work(size);
  return { milliseconds: performance.now() - start, collections: 0 };
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
