import type autocannon from 'autocannon';
import { closedLoad, type Load } from '../load/http-load.ts';
import { processorTime, processorTimeOfTree } from '../processes/process-usage.ts';
import { atLeast, type Cell, type Goal, type Outcome, type Run } from '../scenario.ts';
import type { ServerProcess } from '../processes/server-process.ts';
import { median } from '../statistics.ts';

/** A server and the requests sent to it. */
export interface Target {
  readonly name: string;
  readonly server: ServerProcess;
  readonly requests: autocannon.Request[];
  /** Resets the data before each round. */
  readonly prepare?: () => Promise<unknown>;
}

export interface Sample extends Load {
  /** CPU time per request in microseconds: of the server process, and of all of PostgreSQL. */
  readonly serverTime: number;
  readonly databaseTime: number;
}

interface Contest {
  readonly product: Target;
  readonly floors: readonly Target[];
  /** Minimum ratio of the product's rate to that of the last floor. */
  readonly goal: number;
  readonly moreGoals?: (productRate: number) => Goal[];
}

/** Alternates between product and floors, each at full load. */
export async function compare(run: Run, { product, floors, goal, moreGoals }: Contest): Promise<Outcome> {
  const targets = [...floors, product];
  const samples = await measureInTurns(run, targets);
  const typical = new Map(targets.map((target) => [target, summarize(samples.get(target) ?? [])]));
  const productRate = typical.get(product)?.rate ?? NaN;
  const reference = floors.at(-1);
  const ratio = productRate / ((reference && typical.get(reference)?.rate) ?? NaN);
  return {
    columns: ['', 'requests/s', 'ratio', 'p50 ms', 'p99 ms', 'µs server', 'µs PostgreSQL'],
    rows: [...typical].map(([{ name }, found]): Cell[] => [
      name,
      found.rate,
      productRate / found.rate,
      found.p50,
      found.p99,
      found.serverTime,
      found.databaseTime,
    ]),
    goals: [atLeast(`product to ${reference?.name}`, ratio, goal), ...(moreGoals?.(productRate) ?? [])],
  };
}

async function measureInTurns(run: Run, targets: Target[]): Promise<Map<Target, Sample[]>> {
  const [rounds, seconds, warmUps] = run.quick ? [1, 0.5, 2] : [5, 4, 5];
  const samples = new Map(targets.map((target) => [target, [] as Sample[]]));
  for (const target of targets) {
    // Warm-up: the JIT compiler optimises hot code for about 15 seconds.
    for (let round = 0; round < warmUps; round += 1) {
      await sample(run, target, seconds);
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const target of targets) {
      samples.get(target)?.push(await run.machine.measure(() => sample(run, target, seconds)));
    }
  }
  return samples;
}

/** One measurement at full load. */
export async function sample(
  { world }: Pick<Run, 'world'>,
  { server, requests, prepare }: Omit<Target, 'name'>,
  seconds: number,
): Promise<Sample> {
  await prepare?.();
  const [serverBefore, databaseBefore] = [processorTime(server.pid), processorTimeOfTree(world.database.pid)];
  const load = await closedLoad(server.url, { requests, seconds });
  return {
    ...load,
    serverTime: (processorTime(server.pid) - serverBefore) / load.requests,
    databaseTime: (processorTimeOfTree(world.database.pid) - databaseBefore) / load.requests,
  };
}

function summarize(samples: Sample[]): Sample {
  const of = (figure: (sample: Sample) => number): number => median(samples.map(figure));
  return {
    requests: of(({ requests }) => requests),
    rate: of(({ rate }) => rate),
    p50: of(({ p50 }) => p50),
    p99: of(({ p99 }) => p99),
    serverTime: of(({ serverTime }) => serverTime),
    databaseTime: of(({ databaseTime }) => databaseTime),
  };
}
