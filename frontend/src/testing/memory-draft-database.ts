import type { DraftDatabase, DraftKey } from '../app/drafts/draft-database';

/** The database of drafts without a browser: it outlives the page, as the real one does. */
export class MemoryDraftDatabase implements Pick<DraftDatabase, keyof DraftDatabase> {
  /** As text, so that nobody changes a draft by changing what it was made of. */
  private readonly drafts = new Map<string, string>();

  read(key: DraftKey): Promise<unknown> {
    const draft = this.drafts.get(key.join(' '));
    return Promise.resolve(draft && (JSON.parse(draft) as unknown));
  }

  async move(from: DraftKey, to: DraftKey): Promise<unknown> {
    const draft = await this.read(from);
    if (draft !== undefined) {
      await this.write(to, draft);
      await this.remove(from);
    }
    return draft;
  }

  names(userId: string): Promise<string[]> {
    const prefix = `${userId} `;
    return Promise.resolve(
      [...this.drafts.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)),
    );
  }

  write(key: DraftKey, value: unknown): Promise<unknown> {
    return Promise.resolve(this.drafts.set(key.join(' '), JSON.stringify(value)));
  }

  remove(key: DraftKey): Promise<unknown> {
    return Promise.resolve(this.drafts.delete(key.join(' ')));
  }

  clear(): Promise<unknown> {
    return Promise.resolve(this.drafts.clear());
  }

  keepOnly(userId: string): Promise<void> {
    const others = [...this.drafts.keys()].filter((key) => !key.startsWith(`${userId} `));
    others.forEach((key) => this.drafts.delete(key));
    return Promise.resolve();
  }

  /** The names of all drafts of everybody. */
  get keys(): string[] {
    return [...this.drafts.keys()];
  }
}
