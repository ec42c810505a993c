import { inject } from '@angular/core';
import { type NavigationError, RedirectCommand, Router } from '@angular/router';
import { texts } from '../texts/texts';
import { Toasts } from '../ui/toasts';

/** Angular's error code for a URL without a route (NG04002). */
const NO_MATCH = 4002;
/** A path without a route that the router can parse. */
const NOT_FOUND = '/not-found';

/** Handles failed navigations. Call in an injection context. */
export function answerNavigationError({ error, url }: NavigationError): RedirectCommand | undefined {
  const router = inject(Router);
  const toasts = inject(Toasts);
  if (isUnknown(error)) {
    return new RedirectCommand(router.parseUrl(NOT_FOUND), { skipLocationChange: true });
  }
  void loadAfresh(url, router.navigated).then((isLoading) => {
    if (!isLoading) {
      const retry = { label: texts.actions.retry, run: () => void router.navigateByUrl(url) };
      toasts.show(texts.problems.unreachable, retry);
    }
  });
  return undefined;
}

function isUnknown(error: unknown): boolean {
  return Math.abs((error as { code?: number }).code ?? 0) === NO_MATCH;
}

/**
 * The chunks of a page may be missing because the server has a newer version than this tab: reloads the portal once the
 * server responds. Not for the first page of a tab, which is up to date. Resolves to whether it is reloading.
 */
async function loadAfresh(url: string, isLaterPage: boolean): Promise<boolean> {
  try {
    const { ok } = await fetch(url, { method: 'HEAD', cache: 'no-store' });
    if (ok && isLaterPage) {
      location.assign(url);
    }
    return ok && isLaterPage;
  } catch {
    return false;
  }
}
