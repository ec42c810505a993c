export const HOME = '/tasks';
/** The page shown after an account is deleted. */
export const FAREWELL = '/account-deleted';
const PUBLIC_PAGES = ['/sign-in', '/sign-up', FAREWELL];

/** Where to go after signing in: always a page of this portal, whatever the URL parameter says (no open redirect). */
export function safeReturnUrl(wanted: string | null | undefined): string {
  if (!wanted || !URL.canParse(wanted, location.origin)) {
    return HOME;
  }
  const { origin, pathname, search, hash } = new URL(wanted, location.origin);
  const isOurs = origin === location.origin && !pathname.startsWith('//');
  return isOurs && !isPublicPage(pathname) ? pathname + search + hash : HOME;
}

/** Whether a page is available without signing in. */
export function isPublicPage(url: string): boolean {
  return PUBLIC_PAGES.some((page) => url === page || url.startsWith(`${page}?`));
}
