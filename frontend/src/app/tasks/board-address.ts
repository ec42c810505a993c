import { Service, computed, inject, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { Session } from '../session/session';

const BOARD = '/tasks';

/** The target of links to the board: the last view shown there, or from the board itself, all open tasks. */
@Service()
export class BoardAddress {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly url = signal(this.router.url);
  /** The owner of the remembered view, also after the session ended, since the same person may continue. */
  private readonly personId = linkedSignal<string | undefined, string | undefined>({
    source: () => this.session.user()?.id,
    computation: (id, before) => id ?? before?.value,
  });
  /** Reset for another person. */
  private readonly last = linkedSignal({ source: this.personId, computation: () => BOARD });

  readonly tree = computed(() => this.router.parseUrl(isBoard(this.url()) ? BOARD : this.last()));

  constructor() {
    // The first navigation may already have completed.
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
