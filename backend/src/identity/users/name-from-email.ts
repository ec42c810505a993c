/** What stands before the @ of an e-mail address, as a display name until there is a better one. */
export function nameFromEmail(email: string): string {
  const [name = email] = email.split('@', 1);
  return Array.from(name).slice(0, 100).join('');
}
