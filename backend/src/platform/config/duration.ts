const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

export const DURATION_PATTERN = /^([1-9]\d{0,5})(ms|s|m|h|d)$/;

/** A pause of zero length. */
export const NO_TIME = '0s';

/** Milliseconds of a duration such as `500ms`, `10s`, `15m`, `12h` or `7d`. */
export function parseDuration(text: string): number {
  const [, amount, unit] = DURATION_PATTERN.exec(text) ?? [];
  if (!amount) {
    throw new RangeError(`Not a duration: ${text}`);
  }
  return Number(amount) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
}

/** The same, but zero is allowed. */
export function parsePause(text: string): number {
  return text === NO_TIME ? 0 : parseDuration(text);
}
