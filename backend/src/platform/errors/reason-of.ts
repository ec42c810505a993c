/** What an error says. Of several attempts to connect at once, Node tells no more than the code. */
export function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || String(error);
}
