import { Readable } from 'node:stream';
import type { AccessWatch } from '../lasting-access/access-watch';

/** The chunks of a file, in order: text, or UTF-8 bytes. */
export type FileParts = AsyncGenerator<string | Buffer, undefined>;

/** Minimum chunk size in bytes; smaller chunks are buffered. */
const PIECE_MINIMUM = 16_384;

/**
 * A file that is streamed at the reader's pace. There is no read-ahead: at most one chunk is buffered (back-pressure).
 */
export class Download {
  readonly stream = new Readable({ highWaterMark: 0, read: () => void this.send() });
  private first: Promise<Buffer | null> | undefined;
  private isWhole = false;
  /** How often the reader has requested a chunk. */
  private asked = 0;
  private askedBefore = 0;
  private isWithReader = false;
  private isOver = false;
  private readonly startedAt = performance.now();

  /**
   * @param parts of the file.
   * @param endConnection is called once if the file cannot be finished: there is no other way to say so.
   */
  constructor(
    private readonly parts: FileParts,
    private readonly access: AccessWatch,
    private readonly endConnection: (reason: unknown) => void,
  ) {}

  /** Reads the first chunk, so that an immediate failure still gets an ordinary error response. */
  async begin(): Promise<void> {
    this.first = this.nextPiece();
    await this.first;
    this.access.signal.addEventListener('abort', () => this.cut(this.access.signal.reason));
  }

  /** Aborts if the reader has taken nothing since the previous call. */
  cutIfStalled(): void {
    if (this.isWithReader && this.asked === this.askedBefore) {
      this.cut('stalled');
    }
    this.askedBefore = this.asked;
  }

  /** Aborts if the download is older than this many milliseconds, however fast it is read. */
  cutIfOlderThan(age: number): void {
    if (performance.now() - this.startedAt > age) {
      this.cut('overdue');
    }
  }

  /** The reader has stopped. */
  close(): void {
    this.isOver = true;
    this.stream.destroy();
    void this.parts.return(undefined).catch(() => undefined);
    this.access[Symbol.dispose]();
  }

  private cut(reason: unknown): void {
    if (!this.isOver) {
      this.isOver = true;
      this.endConnection(reason);
    }
  }

  private async send(): Promise<void> {
    this.asked += 1;
    this.isWithReader = false;
    try {
      const next = this.first ?? this.nextPiece();
      this.first = undefined;
      const piece = await next;
      this.isWithReader = true;
      this.stream.push(piece);
    } catch (error) {
      this.cut(error);
    }
  }

  /** Access is checked after the read: data written after access ended is never sent. */
  private async nextPiece(): Promise<Buffer | null> {
    if (this.isWhole) {
      return null;
    }
    const piece = await this.collect();
    await this.access.requireLive();
    return piece;
  }

  private async collect(): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let size = 0; size < PIECE_MINIMUM && !this.isWhole; size += parts.at(-1)?.length ?? 0) {
      const { value = '', done = false } = await this.parts.next();
      this.isWhole = done;
      parts.push(typeof value === 'string' ? Buffer.from(value) : value);
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }
}
