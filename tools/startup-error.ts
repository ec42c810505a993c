/** A failure that the person at the terminal can act on: shown as its message, without a stack. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
