/** In bytes. The largest legitimate body, a task with every character escaped, is about half of it. */
export const BODY_MAXIMUM = 262_144;
const MAXIMUM_DEPTH = 20;
/** Far more than any request needs. Validation time grows with the square of an object's member count. */
const MAXIMUM_VALUES = 1_000;
/** In characters. The response names what was rejected, and that costs more than reading it. */
export const MAXIMUM_NAME_LENGTH = 1_000;

/**
 * What a body has too much of; undefined if it can be validated. Level by level, without recursion: a body can nest
 * deeper than the stack allows. The values of a level are counted before they are inspected: inspecting 100,000 of them
 * takes longer than parsing them.
 */
export function findBodyExcess(body: object): string | undefined {
  let level: object[] = [body];
  let count = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    for (const item of level) {
      count += sizeOf(item);
      if (count > MAXIMUM_VALUES) {
        return `holds more than ${MAXIMUM_VALUES} values`;
      }
    }
    if (depth > MAXIMUM_DEPTH) {
      return `is nested deeper than ${MAXIMUM_DEPTH}`;
    }
    const members = level.flatMap((item) => Object.entries(item) as [string, unknown][]);
    if (members.some(([name]) => name.length > MAXIMUM_NAME_LENGTH)) {
      return 'holds a name that is far too long';
    }
    level = members
      .map(([, value]) => value)
      .filter((value): value is object => typeof value === 'object' && value !== null);
  }
  return undefined;
}

function sizeOf(item: object): number {
  return Array.isArray(item) ? item.length : Object.keys(item).length;
}
