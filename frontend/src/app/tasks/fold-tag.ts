/** What tags that differ in letter case alone have in common: they are one, as for the server. */
export function foldTag(tag: string): string {
  // Capitals first, for some have two small letters: σ and ς, ss and ß.
  return tag.toUpperCase().toLowerCase();
}

export function hasTag(tags: readonly string[], tag: string): boolean {
  const folded = foldTag(tag);
  return tags.some((other) => foldTag(other) === folded);
}

/** Each tag once, as it is spelled first. */
export function distinctTags(tags: readonly string[]): string[] {
  const byFold = new Map<string, string>();
  for (const tag of tags) {
    const folded = foldTag(tag);
    byFold.set(folded, byFold.get(folded) ?? tag);
  }
  return [...byFold.values()];
}
