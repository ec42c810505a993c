import { closedLoad } from '../load/http-load.ts';
import { register } from '../data/people.ts';
import { memoryOfTree } from '../processes/process-usage.ts';
import { atMost, type Run, type Scenario } from '../scenario.ts';
import { startProduct } from '../processes/server-process.ts';
import { median } from '../statistics.ts';
import { giveTasks } from '../data/task-data.ts';

/** Start-up time of the product, and the memory of all its processes. */
export const resources: Scenario = async (run) => {
  const startTime = await measureStart(run);
  const { idle, busy } = await measureMemory(run);
  return {
    columns: ['', 'measured'],
    rows: [
      ['start to first answer in s, on a database that is up and migrated', startTime],
      ['memory in MB, idle', idle],
      ['memory in MB, after the greatest load', busy],
    ],
    goals: [
      atMost('start to first answer in s', startTime, 0.8),
      atMost('memory in MB, idle', idle, 135),
      atMost('memory in MB, after the greatest load', busy, 270),
    ],
  };
};

async function measureStart({ quick, world, machine }: Run): Promise<number> {
  const times: number[] = [];
  for (let start = 0; start < (quick ? 2 : 9); start += 1) {
    times.push(
      await machine.measure(async () => {
        await using cleanup = new AsyncDisposableStack();
        return (await startProduct(world.environment, cleanup)).startTime;
      }),
    );
  }
  return median(times) / 1_000;
}

async function measureMemory({ quick, world, cleanup }: Run): Promise<{ idle: number; busy: number }> {
  const product = await startProduct(world.environment, cleanup);
  const idle = memoryOfTree(product.pid);
  const { id, token } = await register(product.url);
  await giveTasks(world.database, id);
  const headers = { authorization: `Bearer ${token}` };
  await closedLoad(`${product.url}/api/v1/tasks`, { headers, seconds: quick ? 2 : 20 });
  return { idle, busy: memoryOfTree(product.pid) };
}
