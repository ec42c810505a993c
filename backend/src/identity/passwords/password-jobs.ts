/** What the password process can be asked for. It sees no password but new ones that are to be rated. */
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

/** How hard a password is to guess for somebody who knows the person, the product and the usual lists. */
export interface PasswordRating {
  /** Whether it stands in the list of common and breached passwords, in whatever letter case. */
  readonly common: boolean;
  /** From 0, at most 1,000 guesses, to 4, more than 10,000 million. */
  readonly score: number;
  /** What is wrong and what helps, as whole sentences; none when the score is 3 or 4. */
  readonly advice: readonly string[];
}
