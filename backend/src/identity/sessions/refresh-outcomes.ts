import { channel } from 'node:diagnostics_channel';
import type { RotationDecision } from './rotation-rules';

/**
 * Refresh outcomes: a new token (`rotated`), the same one again (`repeated`), a new one because the response was lost,
 * one ahead of a restored database (`ahead`), the session ended because of reuse (`reused`), or 401 because the session
 * has ended (`refused`) or the token is not ours (`unknown`).
 */
export const REFRESH_OUTCOMES = [
  'rotated',
  'repeated',
  'answer-lost',
  'ahead',
  'reused',
  'refused',
  'unknown',
] as const;

export type RefreshOutcome = (typeof REFRESH_OUTCOMES)[number];

/** Publishes every outcome; subscribers are optional. */
export const refreshOutcomes = channel('taskward.refresh-outcomes');

export function tellOutcome(outcome: RefreshOutcome): void {
  refreshOutcomes.publish(outcome);
}

export function outcomeOf(decision: RotationDecision): RefreshOutcome {
  switch (decision.kind) {
    case 'repeat':
      return 'repeated';
    case 'advance':
      return decision.cause === 'due' ? 'rotated' : decision.cause;
    case 'reuse':
      return 'reused';
    case 'refuse':
      return 'refused';
  }
}
