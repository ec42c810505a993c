import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processorTimeOfTree } from './process-usage.ts';
import { median } from '../statistics.ts';

/** The share of the processors that the rest of the machine may take while something is measured. */
const TOLERATED = 0.05;
const LOOK_MILLISECONDS = 300;

/** Measures while nothing else works on the machine, as long as there is hope for such moments. */
export class QuietMachine {
  readonly #deadline: number;
  readonly #shares: number[] = [];

  /** @param patience milliseconds that may go by in all; then everything counts. */
  constructor(patience: number) {
    this.#deadline = performance.now() + patience;
  }

  /** The share of the processors that others took, by the median of the measurements; NaN where it is not known. */
  get othersShare(): number {
    return median(this.#shares);
  }

  /** Runs a measurement, again when it was disturbed. */
  async measure<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      await this.#becomesQuiet();
      const { result, share } = await observe(work);
      if (!(share > TOLERATED) || this.#isLate) {
        this.#shares.push(share);
        return result;
      }
    }
  }

  get #isLate(): boolean {
    return performance.now() > this.#deadline;
  }

  async #becomesQuiet(): Promise<void> {
    let share = 1;
    while (share > TOLERATED && !this.#isLate) {
      ({ share } = await observe(() => sleep(LOOK_MILLISECONDS)));
    }
  }
}

async function observe<Result>(work: () => Promise<Result>): Promise<{ result: Result; share: number }> {
  const [before, oursBefore] = [machineTime(), processorTimeOfTree(process.pid)];
  const result = await work();
  const after = machineTime();
  const others = after.busy - before.busy - (processorTimeOfTree(process.pid) - oursBefore);
  return { result, share: others / (after.all - before.all) };
}

/** Microseconds of all processors together, from the first line of proc_stat(5); NaN where there is none. */
function machineTime(): { busy: number; all: number } {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
    // The last two fields, time of guests, are part of the first two.
    const ticks = line.trim().split(/ +/).slice(1, 9).map(Number);
    const sum = ticks.reduce((one, other) => one + other, 0);
    const [, , , idle = NaN, waiting = NaN] = ticks;
    return { busy: (sum - idle - waiting) * 10_000, all: sum * 10_000 };
  } catch {
    return { busy: NaN, all: NaN };
  }
}
