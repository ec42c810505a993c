/** Single dictionaries of a package that only exports all of them: a third of the memory and time. */
declare module '@zxcvbn-ts/language-en/dist/commonWords.json.cjs' {
  const words: string[];
  export default words;
}

declare module '@zxcvbn-ts/language-en/dist/firstnames.json.cjs' {
  const words: string[];
  export default words;
}

declare module '@zxcvbn-ts/language-en/dist/wordSequences.json.cjs' {
  const sequences: Record<string, string[]>;
  export default sequences;
}

declare module '@zxcvbn-ts/language-en/dist/translations.cjs' {
  export { translations as default } from '@zxcvbn-ts/language-en';
}
