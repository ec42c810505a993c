const SEPARATOR = '@';

/** The draft's key in the database, which includes the tab: two tabs must not overwrite each other's drafts. */
export function storedName(name: string, tab: string): string {
  return name + SEPARATOR + tab;
}

/** Drafts written by an earlier version have no tab. */
export function parseStoredName(stored: string): { name: string; tab: string } {
  const end = stored.lastIndexOf(SEPARATOR);
  return end < 0 ? { name: stored, tab: '' } : { name: stored.slice(0, end), tab: stored.slice(end + 1) };
}
