const SEPARATOR = '@';

/** How the browser's database names a draft: two tabs must not write over each other. */
export function storedName(name: string, tab: string): string {
  return name + SEPARATOR + tab;
}

/** A draft of an earlier version belongs to no tab. */
export function parseStoredName(stored: string): { name: string; tab: string } {
  const end = stored.lastIndexOf(SEPARATOR);
  return end < 0 ? { name: stored, tab: '' } : { name: stored.slice(0, end), tab: stored.slice(end + 1) };
}
