import { Service } from '@angular/core';

const KEY = 'taskward.drafts-under-way';

/** Values by the names of their drafts. Whatever JSON can say. */
export type NamedDrafts = Readonly<Record<string, unknown>>;

interface Entry {
  readonly userId: string;
  readonly drafts: NamedDrafts;
}

/**
 * Drafts on their way to the database. A page that goes away may take with it what the database has not committed;
 * this is written before the call returns. A browser that has no room keeps nothing, and no call throws.
 */
@Service()
export class DraftJournal {
  read(userId: string): NamedDrafts {
    const entry = parse(localStorage.getItem(KEY));
    return entry?.userId === userId ? entry.drafts : {};
  }

  /** Replaces whatever was there. Returns how to say that all of it has arrived. */
  write(userId: string, drafts: NamedDrafts): () => void {
    const entry = JSON.stringify({ userId, drafts } satisfies Entry);
    try {
      localStorage.setItem(KEY, entry);
    } catch {
      this.clear();
    }
    return () => {
      // What came later is still under way.
      if (localStorage.getItem(KEY) === entry) {
        this.clear();
      }
    };
  }

  remove(userId: string, name: string): void {
    const { [name]: removed, ...others } = this.read(userId);
    if (removed !== undefined) {
      this.write(userId, others);
    }
  }

  keepOnly(userId: string): void {
    if (parse(localStorage.getItem(KEY))?.userId !== userId) {
      this.clear();
    }
  }

  clear(): void {
    localStorage.removeItem(KEY);
  }
}

function parse(entry: string | null): Entry | undefined {
  try {
    return entry ? (JSON.parse(entry) as Entry) : undefined;
  } catch {
    return undefined;
  }
}
