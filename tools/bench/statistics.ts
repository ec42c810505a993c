/** The quantile for a share from 0 to 1; NaN for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * How well a measurement tells which of two groups it is from: the chance that a value of the one is larger than a
 * value of the other, ties counted half (Mann–Whitney U over the number of pairs; the area under the ROC curve).
 * 0.5 tells nothing, 0 and 1 tell it every time.
 */
export function distinguishability(one: readonly number[], other: readonly number[]): number {
  let wins = 0;
  for (const value of one) {
    for (const opponent of other) {
      wins += value > opponent ? 1 : value === opponent ? 0.5 : 0;
    }
  }
  return wins / (one.length * other.length);
}

/** The deviation of `distinguishability` from 0.5 that chance stays within in 19 of 20 comparisons of equal groups. */
export function chanceDeviation(one: readonly number[], other: readonly number[]): number {
  return 1.96 * Math.sqrt((one.length + other.length + 1) / (12 * one.length * other.length));
}
