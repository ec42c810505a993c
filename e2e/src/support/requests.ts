import type { BrowserContext, Page, Request } from '@playwright/test';

/** The requests to one path of the API that pages make from now on. Fills as they are made. */
export function recordRequests(pages: Page | BrowserContext, method: string, path: string): Request[] {
  const requests: Request[] = [];
  const record = (request: Request) => {
    if (request.method() === method && new URL(request.url()).pathname.startsWith(`/api/v1${path}`)) {
      requests.push(request);
    }
  };
  // The two overloads of `on` know nothing of each other.
  (pages as Page).on('request', record);
  return requests;
}
