import { types } from 'pg';

const DATE: number = types.builtins.DATE;
const TIMESTAMPTZ: number = types.builtins.TIMESTAMPTZ;

/**
 * How values of the two calendar types arrive: a date stays `YYYY-MM-DD`, an instant becomes RFC 3339 text in UTC
 * with milliseconds. Both leave the server as they are, so that a list makes no `Date` objects.
 */
export const valueParsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
    if (oid === DATE) {
      return (text) => text;
    }
    return oid === TIMESTAMPTZ ? toRfc3339 : (types.getTypeParser(oid, format) as (text: string) => unknown);
  },
};

/** `2026-11-21 08:30:00.5+00` becomes `2026-11-21T08:30:00.500Z`. */
export function toRfc3339(text: string): string {
  if (!text.endsWith('+00')) {
    return new Date(text).toISOString();
  }
  const fraction = text.slice(20, -3).padEnd(3, '0').slice(0, 3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}
