/**
 * What tags that differ in letter case alone have in common. The same as `foldedTag` says in SQL, but for letters that
 * one of the two does not know, such as Georgian capitals: what is compared is folded by the same side.
 */
export function foldTag(tag: string): string {
  return tag.toUpperCase().toLowerCase();
}

/** SQL: the same of a text. Capitals first, for some have two small letters (σ and ς, ss and ß). */
export const foldedTag = (text: string): string => `lower(upper(${text} COLLATE "und-x-icu"))`;

/** SQL: the same of many; the signs that PostgreSQL writes around them have no case. */
export const foldedTags = (tags: string): string => `${foldedTag(`${tags}::text`)}::text[]`;

/** SQL: the same of the tags of a task. A trigger keeps the column; what is from before it is folded now. */
export const FOLDED_TAGS = `coalesce(tags_folded, ${foldedTags('tags')})`;

/** Each tag once, as it is spelled first. */
export function* distinctTags(tags: Iterable<string>): Generator<string, void> {
  const known = new Set<string>();
  for (const tag of tags) {
    const folded = foldTag(tag);
    if (!known.has(folded)) {
      known.add(folded);
      yield tag;
    }
  }
}
