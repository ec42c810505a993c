import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems take for connections of clients: of these one is gone by the time somebody listens on it. */
const LOWEST = 15_000;
const HIGHEST = 32_000;

/** A port of the loopback interface that nobody listens on. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) {
      return port;
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const closed = once(probe, 'close');
  const listening = new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!(await listening)) {
    return false;
  }
  probe.close();
  await closed;
  return true;
}
