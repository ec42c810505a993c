import type { QuietMachine } from './processes/quiet-machine.ts';
import type { World } from './data/world.ts';

/** Nothing where a figure could not be taken. */
export type Cell = string | number | null;

export interface Goal {
  readonly what: string;
  readonly measured: number;
  readonly met: boolean;
}

export interface Outcome {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly goals: readonly Goal[];
}

/** What a scenario works with. */
export interface Run {
  /** Fewer and shorter rounds: shows that everything works, says little. */
  readonly quick: boolean;
  /** Undone when the scenario is over, whatever comes. */
  readonly cleanup: AsyncDisposableStack;
  /** Database, secrets and settings, shared by the scenarios of one run. */
  readonly world: World;
  readonly machine: QuietMachine;
}

export type Scenario = (run: Run) => Promise<Outcome>;

export function atMost(what: string, measured: number, limit: number): Goal {
  return { what: `${what} ≤ ${limit}`, measured, met: measured <= limit };
}

export function atLeast(what: string, measured: number, limit: number): Goal {
  return { what: `${what} ≥ ${limit}`, measured, met: measured >= limit };
}
