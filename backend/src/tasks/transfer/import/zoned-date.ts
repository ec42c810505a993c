/** Each cached zone takes time and memory; a file can name any number of them. */
const ZONES_KEPT = 50;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Date and time of day of an instant in a zone, `2026-11-21` and `14:30`; in UTC if the zone is unknown. */
export function toZone(instant: Date, zone: string): { date: string; time: string; zone: string } {
  const format = formatOf(zone);
  const [date = '', time = ''] = (format ?? formatOf('UTC')!).format(instant).split(', ');
  return { date, time, zone: format ? zone : 'UTC' };
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(zone);
  if (known || zone.length > 60) {
    return known;
  }
  if (formats.size >= ZONES_KEPT) {
    formats.clear();
  }
  try {
    const format = new Intl.DateTimeFormat('en-CA', {
      ...({ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' } as const),
      ...({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const),
    });
    formats.set(zone, format);
    return format;
  } catch {
    return undefined;
  }
}
