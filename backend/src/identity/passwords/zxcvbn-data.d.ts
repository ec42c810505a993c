/** Single dictionaries of the package, which it exports only all together: a third of the memory and of the time. */
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
