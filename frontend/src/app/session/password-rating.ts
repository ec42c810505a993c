import { type OptionsType, ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { dictionary as english, translations } from '@zxcvbn-ts/language-en';

/** Longer passwords are rated by their beginning. */
const RATED_CHARACTERS = 64;
/** The guesses for eight characters without any recognised pattern: the server's threshold. */
const GOOD_GUESSES = 1e8;

/** How hard a password is to guess, from 0 to 4, and how to improve it. */
export interface PasswordRating {
  readonly score: number;
  /** Whether the server accepts it. */
  readonly good: boolean;
  readonly advice: string;
}

const { 'commonWords-en': commonWords, 'firstnames-en': firstNames } = english;
const options: OptionsType = {
  dictionary: { ...dictionary, 'commonWords-en': commonWords, 'firstnames-en': firstNames },
  graphs: adjacencyGraphs,
  translations,
};
const estimator = new ZxcvbnFactory(options);

/** Rates with the server's dictionaries. This module is large: import it lazily. */
export function ratePassword(password: string, contextWords: readonly string[]): PasswordRating {
  const rated = Array.from(password.normalize('NFC')).slice(0, RATED_CHARACTERS).join('');
  const { score, guesses, feedback } = estimator.check(rated, [...contextWords]);
  return {
    score,
    good: guesses >= GOOD_GUESSES,
    advice: feedback.warning ?? feedback.suggestions[0] ?? '',
  };
}
