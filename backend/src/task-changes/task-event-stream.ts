import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { type FeedPlace, writeChangeCursor } from './change-cursor';
import { type ChangeRow, readChanges } from './read-changes.query';
import type { StreamAccess } from './stream-access';

const PAGE_SIZE = 200;
/** Bytes that wait for a client; one that does not read is cut off and resumes later. */
const WAITING_MAXIMUM = 1_048_576;
/** Milliseconds after which a client that was cut off comes back. */
const RETRY = 2_000;
/** What a timer can wait; longer lives are checked by the heart-beat. */
const TIMER_MAXIMUM = 2_147_483_647;

/** One client that follows a person's tasks (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export class TaskEventStream {
  readonly output = new Readable({ read: () => undefined });
  private reading = false;
  private isWoken = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly ownerId: string,
    private readonly access: StreamAccess,
    private place: FeedPlace,
  ) {
    this.output.push(`retry: ${RETRY}\n\n`);
    const timer = setTimeout(() => this.end(), Math.min(access.expiresAt - Date.now(), TIMER_MAXIMUM));
    this.output.once('close', () => clearTimeout(timer));
  }

  /** Sends what changed since the last time. Called during a reading, it makes one more follow. */
  async wake(): Promise<void> {
    this.isWoken = true;
    if (this.reading) {
      return;
    }
    this.reading = true;
    try {
      while (this.isWoken && !this.output.destroyed) {
        this.isWoken = false;
        await this.sendPage();
      }
    } finally {
      this.reading = false;
    }
  }

  /** Ends the stream if whoever reads it may do so no longer. */
  async checkAccess(): Promise<void> {
    if (Date.now() >= this.access.expiresAt || !(await this.access.isAlive())) {
      this.end();
    }
  }

  /** Keeps proxies from giving up, and heals a wake-up that was lost. */
  async beat(): Promise<void> {
    this.send(': still here\n\n');
    await this.checkAccess();
    await this.wake();
  }

  end(): void {
    if (!this.output.readableEnded && !this.output.destroyed) {
      this.output.push(null);
    }
  }

  private async sendPage(): Promise<void> {
    const rows = await readChanges(this.dataSource, this.ownerId, this.place, PAGE_SIZE);
    for (const row of rows) {
      this.place = { position: row.position, id: row.changedId };
      this.send(
        `id: ${writeChangeCursor(this.place, this.ownerId)}\ndata: ${JSON.stringify(toEvent(row))}\n\n`,
      );
    }
    this.isWoken ||= rows.length === PAGE_SIZE;
  }

  private send(text: string): void {
    if (this.output.readableLength > WAITING_MAXIMUM) {
      this.output.destroy();
    }
    if (!this.output.destroyed && !this.output.readableEnded) {
      this.output.push(text);
    }
  }
}

function toEvent({ changedId, gone, version }: ChangeRow): object {
  const op = gone ? 'deleted' : version === 1 ? 'created' : 'updated';
  return { op, id: changedId, version: version ?? null };
}
