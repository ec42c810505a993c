import { inject } from '@angular/core';
import { type NavigationError, RedirectCommand, Router } from '@angular/router';
import { texts } from '../texts/texts';
import { Toasts } from '../ui/toasts';

/** What Angular calls an address that no route has (NG04002). */
const NO_MATCH = 4002;
/** A path that no route has either, but which the router can read. */
const NOT_FOUND = '/not-found';

/** Answers what the router could not show. Called in an injection context. */
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
 * The files of a page may be gone because the server has a newer version than this tab: all of it is loaded again, once
 * the server answers for it. Not for the first page of a tab, which has the newest version already. Resolves to whether
 * it is being loaded.
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
