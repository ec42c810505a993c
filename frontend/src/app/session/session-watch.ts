import { DestroyRef, Service, inject } from '@angular/core';
import { Session } from './session';
import { hasSignedInHint } from './signed-in-hint';
import { TabChannel, type TabMessage } from './tab-channel';

/** Tracks session changes outside this tab: in other tabs, and while this page was in the back/forward cache. */
@Service()
export class SessionWatch {
  private readonly session = inject(Session);

  constructor() {
    inject(TabChannel).listen((message) => this.follow(message));
    const restored = ({ persisted }: PageTransitionEvent) => this.pageShown(persisted);
    addEventListener('pageshow', restored);
    inject(DestroyRef).onDestroy(() => removeEventListener('pageshow', restored));
  }

  private follow({ type, userId }: TabMessage): void {
    const user = this.session.user();
    if (type === 'signed-out' && (user?.id === userId || this.isUndecided())) {
      this.session.end('left');
    }
    if (type === 'signed-in' && (user?.id !== userId || this.session.isInterrupted())) {
      this.verify();
    }
  }

  /** A tab still restoring its session is asking about the one that has just ended. */
  private isUndecided(): boolean {
    const { status } = this.session.state();
    return status === 'loading' || status === 'unavailable';
  }

  /** A page from the back/forward cache shows old content, perhaps a person's tasks after they signed out. */
  private pageShown(fromCache: boolean): void {
    if (!fromCache || !this.session.user()) {
      return;
    }
    if (hasSignedInHint()) {
      this.verify();
    } else {
      this.session.end('ended');
    }
  }

  private verify(): void {
    this.session.renew().catch(() => undefined);
  }
}
