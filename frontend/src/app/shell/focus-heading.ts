import { DOCUMENT, DestroyRef, Injector, afterNextRender, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map, pairwise } from 'rxjs';

/** Focuses the heading after each navigation, as a page load would. Call in an injection context. */
export function focusHeadingAfterNavigation(): void {
  const document = inject(DOCUMENT);
  const injector = inject(Injector);

  inject(Router)
    .events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects.split(/[?#]/)[0]),
      pairwise(),
      filter(([before, after]) => before !== after),
      takeUntilDestroyed(inject(DestroyRef)),
    )
    .subscribe(() => {
      afterNextRender(() => document.querySelector<HTMLElement>('h1[tabindex]')?.focus(), { injector });
    });
}
