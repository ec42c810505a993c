/** The message of an error. For several simultaneous connection attempts, Node only provides the code. */
export function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || String(error);
}
