import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { Config } from './platform/config/config';
import { ReadinessService } from './operations/health/readiness.service';

/**
 * Graceful shutdown: `/health/ready` fails first, and requests are served for `SHUTDOWN_DELAY` until load balancers
 * notice. Then new requests are refused, event streams end, requests in flight are answered, and database connections
 * are closed: within ten seconds, see `end-connections.ts`.
 */
export async function stopServer(app: INestApplication): Promise<void> {
  app.get(ReadinessService).leave();
  await sleep(app.get(Config).shutdownDelay);
  await app.close();
}
