import { availableParallelism } from 'node:os';
import { compare, hash } from 'bcrypt';
import { PASSWORD } from '../data/people.ts';

/** The cost that the product has by default. */
const COST = 12;

/** Comparisons a second that all processors together can make, with nothing around them. */
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
