const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/**
 * Whether an object of a JSON text has duplicate member names, however escaped (RFC 8259 section 4): our parser keeps
 * the last one, but other parsers may keep the first (ASVS V15.3.7).
 * @param json valid, so that each member has exactly one colon outside strings.
 * @param value the parsed text; not nested deeper than the stack allows.
 */
export function hasRepeatedName(json: string, value: unknown): boolean {
  return countColons(json) !== countMembers(value);
}

function countColons(json: string): number {
  let count = 0;
  let isText = false;
  for (let index = 0; index < json.length; index += 1) {
    const unit = json.charCodeAt(index);
    if (unit === QUOTE) {
      isText = !isText;
    } else if (isText && unit === BACKSLASH) {
      index += 1;
    } else if (!isText && unit === COLON) {
      count += 1;
    }
  }
  return count;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  const values = Object.values(value) as unknown[];
  const own = Array.isArray(value) ? 0 : values.length;
  return values.reduce<number>((count, item) => count + countMembers(item), own);
}
