const NAME = 'taskward-session';
const PATIENCE = 8_000;

/**
 * Serialises changes of the session cookies across tabs. A lock held longer than 8 s is ignored: the server gives
 * racing tabs the same response, so proceeding is safer than waiting indefinitely.
 */
export async function withSessionLock<T>(action: () => Promise<T>): Promise<T> {
  // Missing outside secure contexts.
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) {
    return action();
  }

  let granted = false;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return await locks.request(NAME, { signal: patience.signal }, () => {
      granted = true;
      clearTimeout(timer);
      return action();
    });
  } catch (error) {
    if (granted) {
      throw error;
    }
    return action();
  } finally {
    clearTimeout(timer);
  }
}
