import { type OptionsType, ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import commonWords from '@zxcvbn-ts/language-en/dist/commonWords.json.cjs';
import firstNames from '@zxcvbn-ts/language-en/dist/firstnames.json.cjs';
import translations from '@zxcvbn-ts/language-en/dist/translations.cjs';
import wordSequences from '@zxcvbn-ts/language-en/dist/wordSequences.json.cjs';
import type { PasswordRating } from './password-jobs';

/** Longer passwords are rated by their beginning: rating time grows with the square of the length. */
const RATED_CHARACTERS = 64;
/** The guesses for eight characters without any recognised pattern, just below score 3: acceptable. */
const GOOD_GUESSES = 1e8;
const GOOD = { common: false, score: 3, advice: [] } as const;

/**
 * The words that guessing begins with: 49,233 common and breached passwords (17,950 of them long enough for us),
 * dice words, 55,830 English words and 4,945 first names. The portal rates with the same ones; surnames and an
 * encyclopedia, which the packages offer too, would double its download for a few more matches.
 */
const options: OptionsType = {
  dictionary: {
    ...dictionary,
    'commonWords-en': commonWords,
    'firstnames-en': firstNames,
    ...wordSequences,
  },
  graphs: adjacencyGraphs,
  translations,
};

const estimator = new ZxcvbnFactory(options);
const commonPasswords = new Set(dictionary['passwords-common']);

/** @param password in NFC. */
export function ratePassword(password: string, contextWords: readonly string[]): PasswordRating {
  if (commonPasswords.has(password.toLowerCase())) {
    return { common: true, score: 0, advice: [] };
  }
  const rated = Array.from(password).slice(0, RATED_CHARACTERS).join('');
  const { score, guesses, feedback } = estimator.check(rated, [...contextWords]);
  if (score < GOOD.score && guesses >= GOOD_GUESSES) {
    return GOOD;
  }
  const advice = [feedback.warning, ...feedback.suggestions].filter((sentence) => sentence !== null);
  return { common: false, score, advice: [...new Set(advice)] };
}
