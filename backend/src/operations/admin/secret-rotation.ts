import { randomBytes } from 'node:crypto';
import { MINIMUM_SECRET_BYTES } from '../../platform/config/secret-list';

const NEW_SECRET_BYTES = 1.5 * MINIMUM_SECRET_BYTES;

/**
 * The steps of key rotation, as in docs/security.md. One server only needs `replace`; several must know a key before it
 * signs: `add`, restart all, `sign`, restart all. `retire` follows once old keys are no longer needed.
 */
export const ROTATION_STEPS = {
  /** Puts a new signing key first; the others still verify. */
  replace: (keys: readonly string[]): string[] => [newSecret(), ...keys],
  /** Adds a new key at the end: it verifies, but does not sign yet. */
  add: (keys: readonly string[]): string[] => [...keys, newSecret()],
  /** Makes the last key the signing key. */
  sign: (keys: readonly string[]): string[] => [...keys.slice(-1), ...keys.slice(0, -1)],
  /** Keeps only the signing key: signatures of the others become invalid. */
  retire: (keys: readonly string[]): string[] => keys.slice(0, 1),
} as const satisfies Record<string, (keys: readonly string[]) => string[]>;

export type RotationStep = keyof typeof ROTATION_STEPS;

/** Applies a step to a comma-separated list. */
export function rotate(list: string, step: RotationStep): string {
  const keys = list.split(',').map((key) => key.trim());
  return ROTATION_STEPS[step](keys).join(',');
}

function newSecret(): string {
  return randomBytes(NEW_SECRET_BYTES).toString('base64url');
}
