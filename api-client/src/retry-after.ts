/** What the client sends requests with. */
export type Fetch = (request: Request) => Promise<Response>;

export interface RetryOptions {
  /** In place of the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Attempts in all; 3 unless given. */
  readonly attempts?: number;
  /** Milliseconds. Whoever asks for more patience gets no further attempt; a minute unless given. */
  readonly longestWait?: number;
}

const IDEMPOTENT = ['GET', 'HEAD', 'PUT', 'DELETE'];

/** Milliseconds: a timer that is told to wait longer does not wait at all. */
const TIMER_MAXIMUM = 2_147_483_647;

/** The dates of HTTP begin with a day of the week; `Date.parse` takes much else for one. */
const DATE = /^[A-Z][a-z]{2}/;

/** Milliseconds until the same request can pass (RFC 9110 section 10.2.3); undefined where the answer does not say. */
export function retryAfterOf(response: Response): number | undefined {
  const field = response.headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(field)) {
    return Number(field) * 1_000;
  }
  const date = DATE.test(field) ? Date.parse(field) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/**
 * A `fetch` that repeats what was refused with `Retry-After`, when that time has passed. After 429 nothing was done; after
 * 503 only what cannot happen twice is repeated: reads, PUT, DELETE, and writes with an `Idempotency-Key`.
 */
export function withRetries(options: RetryOptions = {}): Fetch {
  const { fetch: send = (request) => fetch(request), attempts = 3, longestWait = 60_000 } = options;
  return async (request) => {
    for (let left = attempts - 1; left > 0; left -= 1) {
      const response = await send(request.clone());
      const wait = canRepeat(request, response) ? retryAfterOf(response) : undefined;
      if (wait === undefined || wait > longestWait) {
        return response;
      }
      await response.body?.cancel();
      await pause(wait, request.signal);
    }
    return send(request);
  };
}

function canRepeat(request: Request, { status }: Response): boolean {
  const isSafe = IDEMPOTENT.includes(request.method) || request.headers.has('idempotency-key');
  return status === 429 || (status === 503 && isSafe);
}

/** @throws the reason of the signal when it is aborted meanwhile. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      },
      Math.min(milliseconds, TIMER_MAXIMUM),
    );
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) {
      stop();
    }
  });
}
