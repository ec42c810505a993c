import { Service } from '@angular/core';
import { newIdempotencyKey } from '../api/idempotency-key';

const KEY = 'taskward.tab';
const LOCK = 'taskward-tab:';
/** How long the page before a reload may take to let go of its name. */
const PATIENCE = 500;

/**
 * Names this tab, the same across a reload, and tells which other tabs are open. Each tab holds a lock of its name; a
 * browser without locks, as on a page that came by http, cannot tell, and takes the others for closed.
 */
@Service()
export class OpenTabs {
  private name = sessionStorage.getItem(KEY) ?? newIdempotencyKey();
  /** A duplicated tab begins with the name of the first one, and takes another. */
  private readonly settled = this.claim();

  /** Another one a moment later in a tab that was duplicated: see `ready`. */
  get current(): string {
    return this.name;
  }

  /** Resolves to the name of this tab once it is known to be nobody else's. */
  async ready(): Promise<string> {
    await this.settled;
    return this.name;
  }

  async others(): Promise<ReadonlySet<string>> {
    const { held = [] } = (await locksOf(navigator)?.query()) ?? {};
    const names = held.map(({ name }) => name).filter((name) => name?.startsWith(LOCK));
    const tabs = new Set(names.map((name) => name?.slice(LOCK.length) ?? ''));
    tabs.delete(await this.ready());
    return tabs;
  }

  private async claim(): Promise<void> {
    if (!(await hold(this.name))) {
      this.name = newIdempotencyKey();
      await hold(this.name);
    }
    sessionStorage.setItem(KEY, this.name);
  }
}

/** Resolves to whether this tab has the lock, which it keeps for as long as it lives. */
function hold(name: string): Promise<boolean> {
  const locks = locksOf(navigator);
  if (!locks) {
    return Promise.resolve(true);
  }
  return new Promise((resolve) => {
    const keep = () => {
      resolve(true);
      return new Promise<never>(() => undefined);
    };
    locks.request(LOCK + name, { signal: AbortSignal.timeout(PATIENCE) }, keep).catch(() => resolve(false));
  });
}

/** Absent outside secure contexts. */
function locksOf({ locks }: Navigator): LockManager | undefined {
  return locks;
}
