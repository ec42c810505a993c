import { type Signal, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, type UrlTree } from '@angular/router';

const BOARD = '/tasks';

/**
 * Where the way back to the board leads: to what was shown there last, and from the board itself to everything open.
 * Call in an injection context, one for each person.
 */
export function boardAddress(): Signal<UrlTree> {
  const router = inject(Router);
  let last = router.parseUrl(BOARD);
  const address = signal(last);

  const follow = (url: string) => {
    const isBoard = url === BOARD || url.startsWith(`${BOARD}?`);
    last = isBoard ? router.parseUrl(url) : last;
    address.set(isBoard ? router.parseUrl(BOARD) : last);
  };
  follow(router.url);
  router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
    if (event instanceof NavigationEnd) {
      follow(event.urlAfterRedirects);
    }
  });
  return address.asReadonly();
}
