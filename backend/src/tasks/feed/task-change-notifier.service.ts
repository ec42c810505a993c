import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The channel on which servers tell each other whose tasks changed: user ids, comma-separated. */
export const TASK_CHANGES_CHANNEL = 'taskward_task_changes';

/** `NOTIFY` takes less than 8,000 bytes. */
const IDS_MAXIMUM = 200;

/** Milliseconds in which changes are collected, so that many cost one statement. */
const COLLECTION_TIME = 20;

/**
 * Wakes whoever follows the changes of a person's tasks, on all servers. It is a hint after the commit, and the feed
 * is what counts: a `NOTIFY` inside of the transaction would make all commits of the database wait for each other.
 */
@Injectable()
export class TaskChangeNotifier implements OnApplicationShutdown {
  private readonly logger = new Logger(TaskChangeNotifier.name);
  private readonly changed = new Set<string>();
  private sending = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** Call it when a change of this person's tasks is committed. Many at once are told in one statement. */
  announce(ownerId: string): void {
    this.changed.add(ownerId);
    if (!this.sending) {
      this.sending = true;
      this.timer = setTimeout(() => void this.send(), COLLECTION_TIME);
    }
  }

  /** What the last requests changed is told as well. */
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
