import { Readable } from 'node:stream';
import type { AccessWatch } from '../lasting-access/access-watch';

/** What a file is made of, in its order: text, or its bytes in UTF-8. */
export type FileParts = AsyncGenerator<string | Buffer, undefined>;

/** Bytes from which on parts of a file are sent; fewer wait for the next part. */
const PIECE_MINIMUM = 16_384;

/**
 * A file on its way to somebody, who decides how fast. Nothing is read ahead: while one piece waits to be taken, it is
 * all that there is.
 */
export class Download {
  readonly stream = new Readable({ highWaterMark: 0, read: () => void this.send() });
  private first: Promise<Buffer | null> | undefined;
  private isWhole = false;
  /** How often the reader has asked for more. */
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

  /** Reads the first piece, so that what fails at once is an answer like any other. */
  async begin(): Promise<void> {
    this.first = this.nextPiece();
    await this.first;
    this.access.signal.addEventListener('abort', () => this.cut(this.access.signal.reason));
  }

  /** Cuts off a reader who has taken nothing since this was called before. */
  cutIfStalled(): void {
    if (this.isWithReader && this.asked === this.askedBefore) {
      this.cut('stalled');
    }
    this.askedBefore = this.asked;
  }

  /** Cuts off a reader who is still at it after so many milliseconds, however they read. */
  cutIfOlderThan(age: number): void {
    if (performance.now() - this.startedAt > age) {
      this.cut('overdue');
    }
  }

  /** Nobody reads on. */
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

  /** Asked after it is read: what was written after the end of the access goes to nobody. */
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
