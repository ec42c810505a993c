import { pointerTo } from './json-pointer';

const INHERITED_NAMES = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * JSON pointers to members named like inherited ones (`constructor`, `toString`). class-transformer silently drops
 * them, so they have to be found before it runs.
 */
export function findInheritedNames(value: unknown, parent = ''): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, member]) => {
    const pointer = pointerTo(parent, name);
    return INHERITED_NAMES.has(name) ? [pointer] : findInheritedNames(member, pointer);
  });
}
