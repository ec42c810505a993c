import { randomBytes } from 'node:crypto';
import { MINIMUM_SECRET_BYTES } from '../../platform/config/secret-list';

const NEW_SECRET_BYTES = 1.5 * MINIMUM_SECRET_BYTES;

/**
 * The steps of a new key, of docs/security.md. With one server `replace` is enough; several get to know the key before
 * it signs: `add`, restart all, `sign`, restart all. `retire` follows when nothing needs the old keys any more.
 */
export const ROTATION_STEPS = {
  /** A new key in front; the others go on verifying. */
  replace: (keys: readonly string[]): string[] => [newSecret(), ...keys],
  /** A new key at the end: known, and not yet used. */
  add: (keys: readonly string[]): string[] => [...keys, newSecret()],
  /** The last key signs from now on. */
  sign: (keys: readonly string[]): string[] => [...keys.slice(-1), ...keys.slice(0, -1)],
  /** Only the key that signs is left: what others signed is refused. */
  retire: (keys: readonly string[]): string[] => keys.slice(0, 1),
} as const satisfies Record<string, (keys: readonly string[]) => string[]>;

export type RotationStep = keyof typeof ROTATION_STEPS;

/** A comma list after a step. */
export function rotate(list: string, step: RotationStep): string {
  const keys = list.split(',').map((key) => key.trim());
  return ROTATION_STEPS[step](keys).join(',');
}

function newSecret(): string {
  return randomBytes(NEW_SECRET_BYTES).toString('base64url');
}
