import { createHash } from 'node:crypto';

/** Longer statements are lists of values and rarely repeat. */
const TEXT_MAXIMUM = 4_000;

/**
 * Names for prepared statements: the same text gets the same name in every process, as poolers that share connections
 * require. Each name costs memory on every connection, so their number is limited; further texts remain unnamed.
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
