import { DEVICE_COOKIE_LIFETIME, FAILURE_WAITS, KNOWN_SHARE, LIMITS } from './limits';

describe('The documented limits', () => {
  it('are these numbers of requests or failures in so many seconds', () => {
    expect(LIMITS).toEqual({
      login: { quota: 60, window: 60 },
      register: { quota: 20, window: 60 },
      refresh: { quota: 120, window: 60 },
      session: { quota: 60, window: 60 },
      network: { quota: 600, window: 60 },
      known_account: { quota: 20, window: 60 },
      known_source: { quota: 60, window: 60 },
      check: { quota: 10, window: 60 },
      password: { quota: 5, window: 3_600 },
      account: { quota: 100, window: 3_600 },
      known_failures: { quota: 50, window: 3_600 },
      recorded: { quota: 300, window: 3_600 },
      idempotency_keys: { quota: 10_000, window: 86_400 },
      user: { quota: 1_200, window: 60 },
    });
  });

  it('make failures cost nothing five times, then a second that doubles up to a quarter of an hour', () => {
    expect(FAILURE_WAITS).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900]);
  });

  it('leave each account three sign-ins a minute in known browsers, whoever else is at their source', () => {
    expect(KNOWN_SHARE).toBe(3);
    expect(KNOWN_SHARE).toBeLessThan(LIMITS.known_account.quota);
  });

  it('forget failures only after the longest wait', () => {
    expect(LIMITS.password.window).toBeGreaterThan(FAILURE_WAITS.at(-1) ?? 0);
  });

  it('are known to a browser for a year', () => {
    expect(DEVICE_COOKIE_LIFETIME).toBe(365 * 86_400);
  });
});
