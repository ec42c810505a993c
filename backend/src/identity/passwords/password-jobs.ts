/** The jobs of the password process. It only sees passwords in plain text when a new one is to be rated. */
export type PasswordJob =
  | { readonly kind: 'hash'; readonly secret: string; readonly cost: number }
  | { readonly kind: 'compare'; readonly secret: string; readonly hash: string }
  | { readonly kind: 'rate'; readonly password: string; readonly contextWords: readonly string[] };

export interface PasswordRequest {
  readonly id: number;
  readonly job: PasswordJob;
}

export type PasswordAnswer = { readonly id: number } & (
  { readonly result: unknown } | { readonly error: string }
);

/** How hard a password is to guess for an attacker who knows the person, the product and the usual word lists. */
export interface PasswordRating {
  /** Whether it is in the list of common and breached passwords, ignoring case. */
  readonly common: boolean;
  /** From 0, at most 1,000 guesses, to 4, more than 10,000 million. */
  readonly score: number;
  /** What is wrong and how to improve it, in whole sentences; empty when the score is 3 or 4. */
  readonly advice: readonly string[];
}
