import { ApplicationRef, DestroyRef, Service, effect, inject } from '@angular/core';
import { Session } from '../session/session';
import type { SessionState } from '../session/session-state';
import { DraftDatabase } from './draft-database';
import { DraftJournal, type NamedDrafts } from './draft-journal';
import { parseStoredName, storedName } from './draft-name';
import { OpenTabs } from './open-tabs';

const PAUSE = 300;

/**
 * Unsaved input, kept across reloads of the tab, and passed on to the next tab once this one is closed. Deleted on
 * sign-out, in this tab or another; after a session merely expired it remains for the same person. Nobody else ever
 * sees it.
 */
@Service()
export class Drafts {
  private readonly app = inject(ApplicationRef);
  private readonly session = inject(Session);
  private readonly database = inject(DraftDatabase);
  private readonly journal = inject(DraftJournal);
  private readonly tabs = inject(OpenTabs);
  private readonly unwritten = new Map<string, { userId: string; value: unknown }>();
  private timer?: ReturnType<typeof setTimeout>;

  constructor() {
    const write = () => this.writeNow();
    addEventListener('pagehide', write);
    document.addEventListener('visibilitychange', write);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      removeEventListener('pagehide', write);
      document.removeEventListener('visibilitychange', write);
    });
    effect(() => this.follow(this.session.state()));
  }

  /** This tab's draft of that name, or else one of a closed tab, which this tab then takes over. */
  async read(name: string): Promise<unknown> {
    const userId = this.session.user()?.id;
    if (!userId) {
      return undefined;
    }
    await this.flush();
    const candidates = (await this.storedNames(userId)).filter((one) => parseStoredName(one).name === name);
    return candidates.length ? this.take(userId, candidates, name) : undefined;
  }

  /** Names of the drafts of this tab and of closed tabs. */
  async names(): Promise<string[]> {
    const userId = this.session.user()?.id;
    await this.flush();
    if (!userId) {
      return [];
    }
    const others = await this.tabs.others();
    const drafts = (await this.storedNames(userId)).map(parseStoredName);
    return [...new Set(drafts.filter(({ tab }) => !others.has(tab)).map(({ name }) => name))];
  }

  /** Names of the drafts of all tabs. */
  async namesInAllTabs(): Promise<string[]> {
    const userId = this.session.user()?.id;
    await this.flush();
    return userId ? (await this.storedNames(userId)).map((stored) => parseStoredName(stored).name) : [];
  }

  /** Debounced; written at the latest when the page goes away. */
  keep(name: string, value: unknown): void {
    const userId = this.session.user()?.id;
    if (!userId) {
      return;
    }
    this.unwritten.set(storedName(name, this.tabs.current), { userId, value });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** Everything kept is durable once the call has returned. */
  write(): void {
    void this.flush();
  }

  discard(name: string): void {
    const userId = this.session.user()?.id;
    const own = storedName(name, this.tabs.current);
    this.unwritten.delete(own);
    if (userId) {
      this.journal.remove(userId, own);
      void this.database.remove([userId, own]);
    }
  }

  /** Forms pass on input in an effect, and there may be no further frame to run it. */
  private writeNow(): void {
    this.app.tick();
    void this.flush();
  }

  /** Writes pending drafts, and those an earlier page could not finish. Durable once the call has returned. */
  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    const userId = this.session.user()?.id;
    const unwritten = this.takeUnwritten(userId);
    if (!userId) {
      return;
    }
    const drafts = { ...this.journal.read(userId), ...unwritten };
    const entries = Object.entries(drafts);
    if (!entries.length) {
      return;
    }
    const arrived = this.journal.write(userId, drafts);
    const keys = await Promise.all(
      entries.map(([name, value]) => this.database.write([userId, name], value)),
    );
    if (keys.every((key) => key !== undefined)) {
      arrived();
    }
  }

  private async take(userId: string, candidates: readonly string[], name: string): Promise<unknown> {
    const own = storedName(name, await this.tabs.ready());
    if (candidates.includes(own)) {
      return (await this.database.read([userId, own])) ?? this.journal.read(userId)[own];
    }
    const others = await this.tabs.others();
    const left = candidates.find((stored) => !others.has(parseStoredName(stored).tab));
    return left && this.database.move([userId, left], [userId, own]);
  }

  /** If the database accepts nothing, drafts stay in the journal. */
  private async storedNames(userId: string): Promise<string[]> {
    const names = [...(await this.database.names(userId)), ...Object.keys(this.journal.read(userId))];
    return [...new Set(names)];
  }

  private takeUnwritten(userId: string | undefined): NamedDrafts {
    const drafts = [...this.unwritten].filter(([, draft]) => draft.userId === userId);
    this.unwritten.clear();
    return Object.fromEntries(drafts.map(([name, { value }]) => [name, value]));
  }

  private follow(state: SessionState): void {
    if ('user' in state) {
      this.journal.keepOnly(state.user.id);
      void this.database.keepOnly(state.user.id);
    }
    if (state.status === 'signed-out' && (state.reason === 'left' || state.reason === 'deleted')) {
      this.journal.clear();
      void this.database.clear();
    }
  }
}
