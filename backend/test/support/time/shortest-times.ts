const RUNS = 20;

/** Milliseconds that two works took at least, in turns: a busy machine makes times longer, never shorter. */
export function shortestTimes(one: () => unknown, other: () => unknown): [number, number] {
  const shortest: [number, number] = [Infinity, Infinity];
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, work] of [one, other].entries()) {
      const start = performance.now();
      work();
      shortest[index] = Math.min(shortest[index] ?? Infinity, performance.now() - start);
    }
  }
  return shortest;
}
