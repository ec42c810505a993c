/** In bytes. The largest body that a request needs, a task all of whose signs are escaped, is about half of it. */
export const BODY_MAXIMUM = 262_144;
const MAXIMUM_DEPTH = 20;
/** Far more than any request needs. Validation takes time with the square of the members of an object. */
const MAXIMUM_VALUES = 1_000;
/** In characters. What is refused is named in the answer, and that costs more than to read it. */
export const MAXIMUM_NAME_LENGTH = 1_000;

/**
 * What a body has too much of; undefined for one that can be validated. Level by level, without recursion: a body can
 * nest deeper than the stack is high. The values of a level are counted before any of them is looked at: 100,000
 * take longer to look at than to parse.
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
