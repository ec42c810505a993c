/** The names of zones begin with a letter; offsets, which `Intl` takes as well, would be thousands. */
const NAME = /^[a-z][\w/+-]{0,59}$/;

/**
 * By the zone's name in small letters. None is dropped, as a format holds 25 kB that no limit of the heap counts and that
 * are not given back; there are some hundred names, whatever a file says.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Names of no zone, in small letters: it takes long to find that out. */
const unknown = new Set<string>();
const UNKNOWN_MAXIMUM = 1_000;

/** Date and time of day of an instant in a zone, `2026-11-21` and `14:30`; in UTC if the zone is unknown. */
export function toZone(instant: Date, zone: string): { date: string; time: string; zone: string } {
  const format = formatOf(zone);
  const [date = '', time = ''] = (format ?? formatOf('UTC')!).format(instant).split(', ');
  return { date, time, zone: format ? zone : 'UTC' };
}

export function isZone(name: string): boolean {
  return formatOf(name) !== undefined;
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const name = zone.toLowerCase();
  const known = formats.get(name);
  if (known || !NAME.test(name) || unknown.has(name)) {
    return known;
  }
  try {
    const format = new Intl.DateTimeFormat('en-CA', {
      ...({ timeZone: name, year: 'numeric', month: '2-digit', day: '2-digit' } as const),
      ...({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const),
    });
    formats.set(name, format);
    return format;
  } catch {
    rememberUnknown(name);
    return undefined;
  }
}

function rememberUnknown(name: string): void {
  if (unknown.size >= UNKNOWN_MAXIMUM) {
    unknown.clear();
  }
  unknown.add(name);
}
