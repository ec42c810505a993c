import { Service, inject } from '@angular/core';
import { newIdempotencyKey } from '../api/idempotency-key';
import { TabRollCall } from './tab-roll-call';

const KEY = 'taskward.tab';
const LOCK = 'taskward-tab:';
/** Milliseconds for the page before a reload to release its name. */
const PATIENCE = 500;

/**
 * Names this tab, stable across reloads, and finds out which other tabs are open. Each tab holds a Web Lock of its
 * name; without Web Locks, as on an http page, tabs answer each other's messages.
 */
@Service()
export class OpenTabs {
  private readonly rollCall = inject(TabRollCall);
  private name = sessionStorage.getItem(KEY) ?? newIdempotencyKey();
  /** A duplicated tab starts with the name of the original and picks another. */
  private readonly settled = this.claim();

  /** Changes shortly after start in a duplicated tab: see `ready`. */
  get current(): string {
    return this.name;
  }

  /** Resolves to the name of this tab once it is known to be unique. */
  async ready(): Promise<string> {
    await this.settled;
    return this.name;
  }

  async others(): Promise<ReadonlySet<string>> {
    const own = await this.ready();
    const locks = locksOf(navigator);
    const tabs = locks ? await holdersOf(locks) : await this.rollCall.others();
    return new Set([...tabs].filter((name) => name !== own));
  }

  private async claim(): Promise<void> {
    const locks = locksOf(navigator);
    if (!(await (locks ? hold(locks, this.name) : this.isFree()))) {
      this.name = newIdempotencyKey();
      await (locks && hold(locks, this.name));
    }
    sessionStorage.setItem(KEY, this.name);
  }

  private async isFree(): Promise<boolean> {
    this.rollCall.answerAs(() => this.name);
    return !(await this.rollCall.others()).has(this.name);
  }
}

async function holdersOf(locks: LockManager): Promise<Set<string>> {
  const { held = [] } = await locks.query();
  const names = held.map(({ name }) => name).filter((name) => name?.startsWith(LOCK));
  return new Set(names.map((name) => name?.slice(LOCK.length) ?? ''));
}

/** Resolves to whether this tab acquired the lock, which it then holds until it is closed. */
function hold(locks: LockManager, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const keep = () => {
      resolve(true);
      return new Promise<never>(() => undefined);
    };
    locks.request(LOCK + name, { signal: AbortSignal.timeout(PATIENCE) }, keep).catch(() => resolve(false));
  });
}

/** Missing outside secure contexts. */
function locksOf({ locks }: Navigator): LockManager | undefined {
  return locks;
}
