/**
 * Case-folds a tag. Equivalent to `foldedTag` in SQL, except for letters that only one side knows, such as Georgian
 * capitals: always compare tags folded by the same side.
 */
export function foldTag(tag: string): string {
  return tag.toUpperCase().toLowerCase();
}

/** SQL: the same for a text. Upper case first, since some capitals have two lower-case forms (σ and ς, ss and ß). */
export const foldedTag = (text: string): string => `lower(upper(${text} COLLATE "und-x-icu"))`;

/** SQL: the same for an array; the punctuation of its text form has no case. */
export const foldedTags = (tags: string): string => `${foldedTag(`${tags}::text`)}::text[]`;

/** SQL: a task's folded tags. A trigger maintains the column; rows older than the trigger are folded here. */
export const FOLDED_TAGS = `coalesce(tags_folded, ${foldedTags('tags')})`;

/** Each tag once, in its first spelling. */
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
