import type { Writable } from 'node:stream';
import { HEART_BEAT, writeFarewell } from '../../platform/http/event-stream';
import type { ChangeCursor } from './change-cursor';
import type { EventPage } from './task-events.service';

/** Milliseconds for the client to read the remaining events when a stream ends. */
const FAREWELL = 1_000;

/**
 * One client's event stream. Reads the change feed whenever it is woken, at the client's pace: at most one page is
 * buffered (back-pressure).
 */
export class TaskStream {
  private due = false;
  private busy = false;
  private stalled = false;

  /** @param read returns the events after a cursor; undefined to end the stream. */
  constructor(
    private readonly sink: Writable,
    private cursor: ChangeCursor,
    private readonly read: (from: ChangeCursor) => Promise<EventPage | undefined>,
  ) {
    sink.on('error', () => undefined); // The reader is gone, and `close` follows.
  }

  /** There are more events to read. */
  get isBehind(): boolean {
    return this.due && this.isOpen;
  }

  /**
   * Something may have changed.
   * @param pages maximum to read: there can be more for as long as somebody makes changes.
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

  /** The client has read everything (drain). */
  resume(): Promise<void> {
    this.stalled = false;
    return this.wake();
  }

  /** Closes the stream if the client has read nothing since the last beat; otherwise sends a heartbeat. */
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

  /** Ends the stream because the server stops, and tells the client when to reconnect. */
  leave(): void {
    if (this.isOpen) {
      this.sink.write(writeFarewell());
    }
    this.end();
  }

  /** Ends the stream, whether or not the client reads what was sent. */
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
