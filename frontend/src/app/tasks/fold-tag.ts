/** Case-folds a tag: tags that differ only in case are the same, as on the server. */
export function foldTag(tag: string): string {
  // Upper case first, since some capitals have two lower-case forms: σ and ς, ss and ß.
  return tag.toUpperCase().toLowerCase();
}

export function hasTag(tags: readonly string[], tag: string): boolean {
  const folded = foldTag(tag);
  return tags.some((other) => foldTag(other) === folded);
}

/** Each tag once, in its first spelling. */
export function distinctTags(tags: readonly string[]): string[] {
  const byFold = new Map<string, string>();
  for (const tag of tags) {
    const folded = foldTag(tag);
    byFold.set(folded, byFold.get(folded) ?? tag);
  }
  return [...byFold.values()];
}
