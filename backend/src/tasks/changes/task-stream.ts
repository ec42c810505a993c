import type { Writable } from 'node:stream';
import { HEART_BEAT, writeFarewell } from '../../platform/http/event-stream';
import type { ChangeCursor } from './change-cursor';
import type { EventPage } from './task-events.service';

/** Milliseconds in which a reader can take the rest when a stream ends. */
const FAREWELL = 1_000;

/**
 * One reader of events. It reads the feed whenever it is woken, and no faster than its reader takes them: what waits
 * to be sent is never more than a page.
 */
export class TaskStream {
  private due = false;
  private busy = false;
  private stalled = false;

  /** @param read finds the events after a cursor; undefined when this reader gets no more. */
  constructor(
    private readonly sink: Writable,
    private cursor: ChangeCursor,
    private readonly read: (from: ChangeCursor) => Promise<EventPage | undefined>,
  ) {
    sink.on('error', () => undefined); // The reader is gone, and `close` follows.
  }

  /** There is more to read. */
  get isBehind(): boolean {
    return this.due && this.isOpen;
  }

  /**
   * Something may have changed.
   * @param pages are read at most: there can be more for as long as somebody makes changes.
   */
  async wake(pages = Infinity): Promise<void> {
    this.due = true;
    if (this.busy) {
      return;
    }
    this.busy = true;
    try {
      for (let page = 0; page < pages && this.isBehind; page += 1) {
        this.due = false;
        await this.advance();
      }
    } finally {
      this.busy = false;
    }
  }

  /** The reader has taken everything. */
  resume(): Promise<void> {
    this.stalled = false;
    return this.wake();
  }

  /** Drops a reader who has taken nothing since the last beat; else shows that the line is alive. */
  beat(): void {
    if (this.stalled) {
      this.sink.destroy();
      return;
    }
    this.stalled = this.sink.writableNeedDrain;
    if (this.isOpen && !this.stalled) {
      this.sink.write(HEART_BEAT);
    }
  }

  /** Ends because the server stops: the reader is told when to come back. */
  leave(): void {
    if (this.isOpen) {
      this.sink.write(writeFarewell());
    }
    this.end();
  }

  /** Whether or not the reader takes what was sent. */
  end(): void {
    this.sink.end();
    setTimeout(() => this.sink.destroy(), FAREWELL).unref();
  }

  private get isOpen(): boolean {
    return !this.sink.writableEnded && !this.sink.destroyed;
  }

  private async advance(): Promise<void> {
    if (this.sink.writableNeedDrain) {
      return;
    }
    const page = await this.read(this.cursor);
    if (page && this.isOpen) {
      this.send(page);
    } else {
      this.end();
    }
  }

  private send({ text, next, hasMore }: EventPage): void {
    this.cursor = next;
    this.due ||= hasMore;
    this.sink.write(text);
  }
}
