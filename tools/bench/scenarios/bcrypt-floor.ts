import { availableParallelism } from 'node:os';
import { compare, hash } from 'bcrypt';
import { PASSWORD } from '../data/people.ts';

/** The product's default cost. */
const COST = 12;

/** Hash comparisons per second on all processors, with no other work. */
export async function bcryptRate(seconds: number): Promise<number> {
  const stored = await hash(PASSWORD, COST);
  const start = performance.now();
  let count = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() - start < seconds * 1_000) {
      await compare(PASSWORD, stored);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, loop));
  return (count * 1_000) / (performance.now() - start);
}
