import { channel } from 'node:diagnostics_channel';
import type { RotationDecision } from './rotation-rules';

/**
 * How refreshes end: with another token (`rotated`), with the same one again (`repeated`), with another one because the
 * answer was lost, with one that a restored database had forgotten (`ahead`), with the end of the session (`reused`),
 * or with 401 because the session has ended (`refused`) or the token is none (`unknown`).
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

/** Tells each outcome to whoever listens; nobody has to. */
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
