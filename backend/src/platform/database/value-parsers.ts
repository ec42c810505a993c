import { types } from 'pg';

const DATE: number = types.builtins.DATE;
const TIMESTAMPTZ: number = types.builtins.TIMESTAMPTZ;
/** The OID of `text[]`, for which `pg` has no constant. */
const TEXT_ARRAY = 1009 as number;

type Parser = (text: string) => unknown;

/** A one-dimensional array without quoted items (items that contain commas or are empty are quoted). */
const PLAIN_ARRAY = /^\{[^"\\{}]+\}$/u;
/** `2026-11-21 08:30:00.123+00` */
const LENGTH_TO_THE_MILLISECOND = 26;

/**
 * Result parsers: a date stays `YYYY-MM-DD`, an instant becomes RFC 3339 text in UTC with milliseconds. Both are sent
 * to clients unchanged, so that lists create no `Date` objects.
 */
export const valueParsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): Parser {
    switch (oid) {
      case DATE:
        return (text) => text;
      case TIMESTAMPTZ:
        return toRfc3339;
      case TEXT_ARRAY:
        return toTexts;
      default:
        return types.getTypeParser(oid, format) as Parser;
    }
  },
};

const parseArray = types.getTypeParser(TEXT_ARRAY) as (text: string) => (string | null)[];

/** The library parses arrays character by character, which most do not need. */
export function toTexts(array: string): (string | null)[] {
  if (array === '{}') {
    return [];
  }
  return PLAIN_ARRAY.test(array) && !array.includes('NULL')
    ? array.slice(1, -1).split(',')
    : parseArray(array);
}

/** `2026-11-21 08:30:00.5+00` becomes `2026-11-21T08:30:00.500Z`. */
export function toRfc3339(text: string): string {
  if (!text.endsWith('+00')) {
    return new Date(text).toISOString();
  }
  if (text.length === LENGTH_TO_THE_MILLISECOND) {
    return `${text.slice(0, 10)}T${text.slice(11, 23)}Z`;
  }
  const fraction = text.slice(20, -3).padEnd(3, '0').slice(0, 3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}
