import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { Config } from '../../platform/config/config';
import {
  ENDED_ACCESS_CHANNEL,
  LastingAccessService,
} from '../../identity/lasting-access/lasting-access.service';
import { TASK_CHANGES_CHANNEL } from '../feed/task-change-notifier.service';
import { TaskStreamsService } from './task-streams.service';

/** Milliseconds before reconnecting: initially, and after many failures. */
export const PAUSE_MINIMUM = 100;
const PAUSE_MAXIMUM = 2_000;
/** Milliseconds of silence after which TCP keep-alive probes the connection. */
const KEEP_ALIVE = 10_000;

/** @param pause milliseconds, as every number of them here. */
export function longerThan(pause: number): number {
  return Math.min(pause * 2, PAUSE_MAXIMUM);
}

/**
 * Receives the notifications of all servers over a dedicated connection that bypasses any pooler; wakes streams, or
 * rechecks access that may have ended. After a lost connection it does so for everybody, since notifications may have
 * been missed.
 */
@Injectable()
export class ChangeListenerService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ChangeListenerService.name);
  private readonly stopping = new AbortController();
  private pause = PAUSE_MINIMUM;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: Config,
    private readonly streams: TaskStreamsService,
    private readonly access: LastingAccessService,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.keepListening();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async keepListening(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.listen(signal).catch((error: unknown) => signal.aborted || this.logger.warn(error));
      await wait(this.pause, undefined, { signal }).catch(() => undefined);
      this.pause = longerThan(this.pause);
    }
  }

  /** Runs until the connection is lost or the server stops; both reject. */
  private async listen(signal: AbortSignal): Promise<void> {
    const client = new Client({
      connectionString: this.config.databaseDirectUrl,
      application_name: 'taskward-listener',
      connectionTimeoutMillis: this.config.databaseConnectionTimeout,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE,
    });
    client.on('error', () => undefined); // Told by the promise below, and perhaps once more after it.
    const end = once(client, 'end', { signal });
    try {
      await Promise.race([end, this.subscribe(client)]);
      await end;
    } finally {
      await client.end();
    }
  }

  private async subscribe(client: Client): Promise<void> {
    client.on('notification', ({ channel, payload = '' }) => void this.tell(channel, payload.split(',')));
    await client.connect();
    await client.query(`LISTEN ${TASK_CHANGES_CHANNEL}; LISTEN ${ENDED_ACCESS_CHANNEL}`);
    this.pause = PAUSE_MINIMUM;
    await this.access.recheckAll();
    await this.streams.wakeAll();
  }

  private tell(channel: string, personIds: string[]): Promise<void> {
    return channel === ENDED_ACCESS_CHANNEL ? this.access.recheck(personIds) : this.streams.wake(personIds);
  }
}
