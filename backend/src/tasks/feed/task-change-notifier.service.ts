import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The channel on which servers tell each other whose tasks changed: user ids, comma-separated. */
export const TASK_CHANGES_CHANNEL = 'taskward_task_changes';

/** The payload of `NOTIFY` must be shorter than 8,000 bytes. */
const IDS_MAXIMUM = 200;

/** Milliseconds for which changes are batched into one statement. */
const COLLECTION_TIME = 20;

/**
 * Wakes the change streams of a person on all servers. Only a hint, sent after the commit; the feed is authoritative: a
 * `NOTIFY` inside the transaction would serialise all commits of the database.
 */
@Injectable()
export class TaskChangeNotifierService implements OnApplicationShutdown {
  private readonly logger = new Logger(TaskChangeNotifierService.name);
  private readonly changed = new Set<string>();
  private sending = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** Call it after committing a change of this person's tasks. Concurrent calls are batched into one statement. */
  announce(ownerId: string): void {
    this.changed.add(ownerId);
    if (!this.sending) {
      this.sending = true;
      this.timer = setTimeout(() => void this.send(), COLLECTION_TIME);
    }
  }

  /** Flushes the notifications of the last requests. */
  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.send();
  }

  private async send(): Promise<void> {
    try {
      while (this.changed.size > 0) {
        const ids = [...this.changed].slice(0, IDS_MAXIMUM);
        ids.forEach((id) => this.changed.delete(id));
        await this.dataSource.query('SELECT pg_notify($1, $2)', [TASK_CHANGES_CHANNEL, ids.join(',')]);
      }
    } catch (error) {
      this.logger.warn(error);
    } finally {
      this.sending = false;
    }
  }
}
