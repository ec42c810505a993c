import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Client, type Notification } from 'pg';
import { Config } from '../config/config';
import { TASK_CHANGES_CHANNEL } from './task-change-notifier.service';

/** The trigger of sessions, tokens and users tells here whose access ended. */
const ENDED_ACCESS_CHANNEL = 'taskward_ended_access';
const RETRY_FIRST = 250;
const RETRY_LONGEST = 5_000;

/** Hears what other servers tell, on one connection of its own for the whole process. */
@Injectable()
export class TaskChangeListener implements OnModuleDestroy {
  onTaskChange: (userId: string) => void = () => undefined;
  onEndedAccess: (userId: string) => void = () => undefined;
  /** Called with each connection, the first one too: what was told before was missed. */
  onConnect: () => void = () => undefined;

  private readonly logger = new Logger(TaskChangeListener.name);
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pause = RETRY_FIRST;
  private isStopped = false;

  constructor(private readonly config: Config) {}

  /** Connects when somebody begins to follow; does nothing the next times. */
  start(): void {
    if (!this.client && !this.isStopped) {
      void this.connect();
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.config.databaseDirectUrl,
      application_name: 'taskward-listener',
      keepAlive: true,
    });
    this.client = client;
    client.on('notification', (notification) => this.tell(notification));
    client.once('error', (error) => this.reconnect(client, error));
    client.once('end', () => this.reconnect(client, new Error('The database ended the connection')));
    try {
      await client.connect();
      await client.query(`LISTEN ${TASK_CHANGES_CHANNEL}; LISTEN ${ENDED_ACCESS_CHANNEL}`);
      this.pause = RETRY_FIRST;
      this.onConnect();
    } catch (error) {
      this.reconnect(client, error);
    }
  }

  private tell({ channel, payload = '' }: Notification): void {
    const tell = channel === TASK_CHANGES_CHANNEL ? this.onTaskChange : this.onEndedAccess;
    payload.split(',').forEach(tell);
  }

  /** Once for each connection, however many ways it fails in. */
  private reconnect(client: Client, error: unknown): void {
    if (this.isStopped || this.client !== client) {
      return;
    }
    this.client = undefined;
    client.on('error', () => undefined);
    void client.end().catch(() => undefined);
    this.logger.warn(error);
    this.timer = setTimeout(() => this.start(), this.pause);
    this.pause = Math.min(this.pause * 2, RETRY_LONGEST);
  }
}
