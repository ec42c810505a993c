import { Service } from '@angular/core';

const NAME = 'taskward';
const STORE = 'drafts';

export type DraftKey = [userId: string, name: string];

/**
 * The drafts in IndexedDB. Without a database, or when the quota is exceeded, drafts are not kept and everything else
 * still works: no call rejects.
 */
@Service()
export class DraftDatabase {
  private connection?: Promise<IDBDatabase>;

  read(key: DraftKey): Promise<unknown> {
    return this.use('readonly', (drafts) => drafts.get(key));
  }

  /** Reads a draft and renames it in one transaction: if several tabs move the same draft, one of them gets it. */
  move(from: DraftKey, to: DraftKey): Promise<unknown> {
    return this.use(
      'readwrite',
      (drafts) => {
        const request = drafts.get(from);
        request.addEventListener('success', () => {
          if (request.result !== undefined) {
            drafts.put(request.result, to);
            drafts.delete(from);
          }
        });
        return request;
      },
      false,
    );
  }

  /** Names of one person's drafts. */
  async names(userId: string): Promise<string[]> {
    const keys = await this.use('readonly', (drafts) => drafts.getAllKeys(everythingOf(userId)));
    return (keys ?? []).map((key) => (key as DraftKey)[1]);
  }

  write(key: DraftKey, value: unknown): Promise<unknown> {
    return this.use('readwrite', (drafts) => drafts.put(value, key));
  }

  remove(key: DraftKey): Promise<unknown> {
    return this.use('readwrite', (drafts) => drafts.delete(key));
  }

  clear(): Promise<unknown> {
    return this.use('readwrite', (drafts) => drafts.clear());
  }

  async keepOnly(userId: string): Promise<void> {
    await this.use('readwrite', (drafts) => drafts.delete(IDBKeyRange.upperBound([userId], true)));
    await this.use('readwrite', (drafts) => drafts.delete(IDBKeyRange.lowerBound([userId, []], true)));
  }

  private async use<T>(
    mode: IDBTransactionMode,
    act: (drafts: IDBObjectStore) => IDBRequest<T>,
    isAllOfIt = true,
  ): Promise<T | undefined> {
    try {
      this.connection ??= this.connect();
      const database = await this.connection;
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      // Commit explicitly: a page being unloaded would lose an uncommitted transaction.
      if (isAllOfIt) {
        transaction.commit();
      }
      return await settled(request);
    } catch {
      this.connection = undefined;
      return undefined;
    }
  }

  private async connect(): Promise<IDBDatabase> {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    const database = await settled(request);
    // The storage was cleared, as on sign-out.
    database.onclose = () => (this.connection = undefined);
    database.onversionchange = () => database.close();
    return database;
  }
}

/** In key order, arrays sort after all strings. */
function everythingOf(userId: string): IDBKeyRange {
  return IDBKeyRange.bound([userId], [userId, []]);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser keeps no drafts.'));
  });
}
