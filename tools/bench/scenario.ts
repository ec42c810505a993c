import type { QuietMachine } from './processes/quiet-machine.ts';
import type { World } from './data/world.ts';

/** Null if a figure could not be measured. */
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

/** The context of a scenario. */
export interface Run {
  /** Fewer and shorter rounds: a smoke test rather than a measurement. */
  readonly quick: boolean;
  /** Disposed of when the scenario ends, in any case. */
  readonly cleanup: AsyncDisposableStack;
  /** Database, secrets and settings, shared by all scenarios of a run. */
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
