import { Service } from '@angular/core';

const KEY = 'taskward.drafts-under-way';

/** Draft contents by name. Any JSON value. */
export type NamedDrafts = Readonly<Record<string, unknown>>;

interface Entry {
  readonly userId: string;
  readonly drafts: NamedDrafts;
}

/**
 * A write-ahead journal of drafts, in localStorage. A page being unloaded may lose what the database has not committed;
 * this is written synchronously. When the quota is exceeded nothing is kept, and no call throws.
 */
@Service()
export class DraftJournal {
  read(userId: string): NamedDrafts {
    const entry = parse(localStorage.getItem(KEY));
    return entry?.userId === userId ? entry.drafts : {};
  }

  /** Replaces the journal. Returns a function to call when the database has committed everything. */
  write(userId: string, drafts: NamedDrafts): () => void {
    const entry = JSON.stringify({ userId, drafts } satisfies Entry);
    try {
      localStorage.setItem(KEY, entry);
    } catch {
      this.clear();
    }
    return () => {
      // Later entries have not been committed yet.
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
