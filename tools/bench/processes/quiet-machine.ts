import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processorTimeOfTree } from './process-usage.ts';
import { median } from '../statistics.ts';

/** Share of CPU time that other processes may use during a measurement. */
const TOLERATED = 0.05;
const LOOK_MILLISECONDS = 300;

/** Measures while the machine is otherwise idle, as long as patience lasts. */
export class QuietMachine {
  readonly #deadline: number;
  readonly #shares: number[] = [];

  /** @param patience milliseconds to wait in total; after that every measurement counts. */
  constructor(patience: number) {
    this.#deadline = performance.now() + patience;
  }

  /** Median CPU share of other processes during the measurements; NaN if unknown. */
  get othersShare(): number {
    return median(this.#shares);
  }

  /** Runs a measurement, repeating it if it was disturbed. */
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

/** CPU time of all processors in microseconds, from the first line of proc_stat(5); NaN if there is none. */
function machineTime(): { busy: number; all: number } {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
    // The last two fields, guest times, are included in the first two.
    const ticks = line.trim().split(/ +/).slice(1, 9).map(Number);
    const sum = ticks.reduce((one, other) => one + other, 0);
    const [, , , idle = NaN, waiting = NaN] = ticks;
    return { busy: (sum - idle - waiting) * 10_000, all: sum * 10_000 };
  } catch {
    return { busy: NaN, all: NaN };
  }
}
