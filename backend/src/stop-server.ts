import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { Config } from './platform/config/config';
import { Readiness } from './operations/health/readiness';

/**
 * Leaves without anybody noticing: `/health/ready` fails first, and requests are served for `SHUTDOWN_DELAY` while
 * balancers find that out. Then nothing new is accepted, streams of events end, what is in hand is answered, and the
 * connections to the database are closed: within ten seconds, see `end-connections.ts`.
 */
export async function stopServer(app: INestApplication): Promise<void> {
  app.get(Readiness).leave();
  await sleep(app.get(Config).shutdownDelay);
  await app.close();
}
