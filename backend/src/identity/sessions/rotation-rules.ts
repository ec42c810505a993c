/** The session state a decision depends on. Instants are milliseconds since 1970, by the database's clock. */
export interface RotationState {
  readonly generation: number;
  readonly previousGeneration: number | null;
  readonly rotatedAt: number;
  readonly acknowledged: boolean;
  readonly ended: boolean;
}

/**
 * - `repeat`: the current token again; `acknowledge` when this is the first sign that it arrived.
 * - `advance`: another token, with the generations to store.
 * - `reuse`: a replaced token was used again: the session ends.
 * - `refuse`: 401, nothing changes.
 */
export type RotationDecision =
  | { readonly kind: 'repeat'; readonly acknowledge: boolean }
  | {
      readonly kind: 'advance';
      readonly cause: 'due' | 'answer-lost' | 'ahead';
      readonly generation: number;
      readonly previousGeneration: number | null;
    }
  | { readonly kind: 'reuse' }
  | { readonly kind: 'refuse' };

/**
 * The decision table of refresh token rotation (RFC 9700 section 4.14; ASVS V10.4.5). A pure function without side
 * effects. Tokens may be replayed within the window, so that racing tabs and lost responses never sign anybody out.
 */
export function decideRotation(
  state: RotationState,
  presented: number,
  now: number,
  windowMilliseconds: number,
): RotationDecision {
  const { generation, previousGeneration, acknowledged } = state;
  const sinceRotation = now - state.rotatedAt;
  if (state.ended) {
    return { kind: 'refuse' };
  }
  if (presented > generation) {
    return { kind: 'advance', cause: 'ahead', generation: presented + 1, previousGeneration: presented };
  }
  if (presented === generation) {
    return sinceRotation < windowMilliseconds
      ? { kind: 'repeat', acknowledge: !acknowledged }
      : { kind: 'advance', cause: 'due', generation: generation + 1, previousGeneration: generation };
  }
  if (presented !== previousGeneration) {
    return { kind: 'reuse' };
  }
  if (sinceRotation <= windowMilliseconds) {
    return { kind: 'repeat', acknowledge: false };
  }
  return acknowledged
    ? { kind: 'reuse' }
    : { kind: 'advance', cause: 'answer-lost', generation: generation + 1, previousGeneration };
}

/** Whether an access token belongs to a refresh token that was replaced because its response was lost. */
export function isVoided(
  tokenGeneration: number,
  state: Pick<RotationState, 'generation' | 'previousGeneration'>,
): boolean {
  return (
    tokenGeneration < state.generation && tokenGeneration > (state.previousGeneration ?? state.generation)
  );
}
