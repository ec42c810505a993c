/** Of the client-server protocol of PostgreSQL (its manual, "Message Formats"). */
export interface Message {
  /** Of one letter; empty for the first one of a client. */
  readonly type: string;
  /** As it is sent, type and length included. */
  readonly bytes: Buffer;
}

const LENGTH_BYTES = 4;

/** Puts messages together again from the pieces in which they arrive. */
export class MessageReader {
  private rest = Buffer.alloc(0);

  /** @param hasType whether the next message begins with its type, which the first one of a client does not. */
  constructor(private hasType: boolean) {}

  *read(piece: Buffer): Generator<Message> {
    this.rest = Buffer.concat([this.rest, piece]);
    for (let size = this.size(); size !== undefined && size <= this.rest.length; size = this.size()) {
      const bytes = this.rest.subarray(0, size);
      this.rest = this.rest.subarray(size);
      const type = this.hasType ? String.fromCharCode(bytes[0] ?? 0) : '';
      this.hasType = true;
      yield { type, bytes };
    }
  }

  private size(): number | undefined {
    const start = this.hasType ? 1 : 0;
    return this.rest.length < start + LENGTH_BYTES ? undefined : start + this.rest.readInt32BE(start);
  }
}

/** The names and values of a client's first message. */
export function readParameters({ bytes }: Message): Map<string, string> {
  const texts = bytes
    .subarray(2 * LENGTH_BYTES)
    .toString('utf8')
    .split('\0');
  const parameters = new Map<string, string>();
  for (let index = 0; texts[index]; index += 2) {
    parameters.set(texts[index] ?? '', texts[index + 1] ?? '');
  }
  return parameters;
}

/** Come in, and ask. */
export const WELCOME = Buffer.concat([
  Buffer.from('R\0\0\0\x08\0\0\0\0', 'latin1'),
  Buffer.from('Z\0\0\0\x05I', 'latin1'),
]);

/** Of a client that went away in the middle of a transaction. */
export const ROLLBACK = { bytes: Buffer.from('Q\0\0\0\x0dROLLBACK\0', 'latin1') };

/** Whether the server is done with what it was asked, and no transaction is open. */
export function endsTransaction({ type, bytes }: Message): boolean {
  return type === 'Z' && bytes.toString('latin1', 5) === 'I';
}
