/** What tags that differ in letter case alone have in common. The same as `foldedTag` says in SQL. */
export function foldTag(tag: string): string {
  return tag.toUpperCase().toLowerCase();
}

/** SQL: the same of a text. Capitals first, for some have two small letters (σ and ς, ss and ß). */
export const foldedTag = (text: string): string => `lower(upper(${text} COLLATE "und-x-icu"))`;

/** SQL: the same of the tags of a task; the signs that PostgreSQL writes around them have no case. */
export const FOLDED_TAGS = `${foldedTag('tags::text')}::text[]`;

/** Each tag once, as it is spelled first. */
export function distinctTags(tags: readonly string[]): string[] {
  const byFold = new Map<string, string>();
  for (const tag of tags) {
    const folded = foldTag(tag);
    byFold.set(folded, byFold.get(folded) ?? tag);
  }
  return [...byFold.values()];
}
