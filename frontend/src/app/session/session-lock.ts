const NAME = 'taskward-session';
const PATIENCE = 8_000;

/**
 * Lets one tab at a time change the session's cookies. A lock held longer than 8 s is ignored:
 * the server gives racing tabs the same answer, so going on is safe and waiting for ever is not.
 */
export async function withSessionLock<T>(action: () => Promise<T>): Promise<T> {
  // Absent outside secure contexts.
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
