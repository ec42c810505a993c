/** Characters that the search treats as equal although Unicode decomposition does not. */
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

/** Approximates the server's search folding: ignores accents, case, punctuation variants, invisible characters. */
export function foldText(text: string): string {
  const bare = text
    .replace(/´/g, "'")
    .normalize('NFKD')
    .replace(/[\p{Mark}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toUpperCase()
    .toLowerCase();
  return ALIKE.reduce((folded, [others, one]) => folded.replace(others, one), bare);
}
