import { Service, computed, inject, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { Session } from '../session/session';

const BOARD = '/tasks';

/** Where the ways back to the board lead: to what was shown there last, and from the board itself to everything open. */
@Service()
export class BoardAddress {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly url = signal(this.router.url);
  /** Whose addresses these are: also while the session has ended, for the same person may go on. */
  private readonly personId = linkedSignal<string | undefined, string | undefined>({
    source: () => this.session.user()?.id,
    computation: (id, before) => id ?? before?.value,
  });
  /** Somebody else begins anew. */
  private readonly last = linkedSignal({ source: this.personId, computation: () => BOARD });

  readonly tree = computed(() => this.router.parseUrl(isBoard(this.url()) ? BOARD : this.last()));

  constructor() {
    // The first navigation may be over by now.
    this.follow(this.router.url);
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationEnd) {
        this.follow(event.urlAfterRedirects);
      }
    });
  }

  private follow(url: string): void {
    this.url.set(url);
    if (isBoard(url)) {
      this.last.set(url);
    }
  }
}

function isBoard(url: string): boolean {
  return url === BOARD || url.startsWith(`${BOARD}?`);
}
