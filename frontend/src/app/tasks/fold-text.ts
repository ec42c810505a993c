/** Characters that a search takes for one, of those that no decomposition makes one. */
const ALIKE: readonly [RegExp, string][] = [
  [/[´`\u2018-\u201B\u2032\u02B9\u02BB\u02BC]/g, "'"],
  [/[\u201C-\u201F\u2033«»]/g, '"'],
  [/[\p{Dash_Punctuation}\u2212]/gu, '-'],
  [/ł/g, 'l'],
  [/ø/g, 'o'],
  [/[đð]/g, 'd'],
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
  [/þ/g, 'th'],
];

/** Text as a search of the server compares it, nearly: without accents, case, forms of punctuation, and what is not seen. */
export function foldText(text: string): string {
  const bare = text
    .replace(/´/g, "'")
    .normalize('NFKD')
    .replace(/[\p{Mark}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toUpperCase()
    .toLowerCase();
  return ALIKE.reduce((folded, [others, one]) => folded.replace(others, one), bare);
}
