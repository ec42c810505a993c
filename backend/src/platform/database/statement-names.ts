import { createHash } from 'node:crypto';

/** A statement longer than this lists values, and hardly ever comes again the same. */
const TEXT_MAXIMUM = 4_000;

/**
 * Names for prepared statements: the same text has the same name in every process, as a pooler that shares
 * connections among them needs it. Each name costs memory on every connection, so there is a limit; texts beyond it
 * stay without one.
 */
export class StatementNames {
  private readonly names = new Map<string, string>();

  constructor(private readonly maximum: number) {}

  nameOf(text: string): string | undefined {
    return this.names.get(text) ?? this.add(text);
  }

  private add(text: string): string | undefined {
    if (this.names.size >= this.maximum || text.length > TEXT_MAXIMUM) {
      return undefined;
    }
    const name = createHash('sha256').update(text).digest('base64url');
    this.names.set(text, name);
    return name;
  }
}
