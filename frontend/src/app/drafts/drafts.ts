import { DestroyRef, Service, effect, inject } from '@angular/core';
import { Session } from '../session/session';
import type { SessionState } from '../session/session-state';
import { DraftDatabase, type DraftKey } from './draft-database';

const PAUSE = 300;

/**
 * What somebody is typing, kept across a reload. Gone with a sign-out, in this tab or another; a session that merely
 * ended leaves it to the same person, and nobody else ever sees it.
 */
@Service()
export class Drafts {
  private readonly session = inject(Session);
  private readonly database = inject(DraftDatabase);
  private readonly unwritten = new Map<string, { key: DraftKey; value: unknown }>();
  private timer?: ReturnType<typeof setTimeout>;

  constructor() {
    const write = () => void this.flush();
    addEventListener('pagehide', write);
    document.addEventListener('visibilitychange', write);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      removeEventListener('pagehide', write);
      document.removeEventListener('visibilitychange', write);
    });
    effect(() => this.follow(this.session.state()));
  }

  async read(name: string): Promise<unknown> {
    const userId = this.session.user()?.id;
    if (!userId) {
      return undefined;
    }
    await this.flush();
    return this.database.read([userId, name]);
  }

  async names(): Promise<string[]> {
    const userId = this.session.user()?.id;
    await this.flush();
    return userId ? this.database.names(userId) : [];
  }

  /** Written down after a short pause, and at the latest as the page goes away. */
  keep(name: string, value: unknown): void {
    const userId = this.session.user()?.id;
    if (!userId) {
      return;
    }
    this.unwritten.set(name, { key: [userId, name], value });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE);
  }

  discard(name: string): void {
    const userId = this.session.user()?.id;
    this.unwritten.delete(name);
    if (userId) {
      void this.database.remove([userId, name]);
    }
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    const userId = this.session.user()?.id;
    const drafts = [...this.unwritten.values()].filter(({ key }) => key[0] === userId);
    this.unwritten.clear();
    await Promise.all(drafts.map(({ key, value }) => this.database.write(key, value)));
  }

  private follow(state: SessionState): void {
    if ('user' in state) {
      void this.database.keepOnly(state.user.id);
    }
    if (state.status === 'signed-out' && (state.reason === 'left' || state.reason === 'deleted')) {
      void this.database.clear();
    }
  }
}
