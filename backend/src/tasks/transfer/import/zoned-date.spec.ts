import { toZone } from './zoned-date';

describe('toZone', () => {
  const instant = new Date('2026-11-21T16:30:00Z');

  it.each([
    ['Asia/Tokyo', { date: '2026-11-22', time: '01:30', zone: 'Asia/Tokyo' }],
    ['Europe/Berlin', { date: '2026-11-21', time: '17:30', zone: 'Europe/Berlin' }],
    ['asia/TOKYO', { date: '2026-11-22', time: '01:30', zone: 'asia/TOKYO' }],
    ['Etc/GMT+5', { date: '2026-11-21', time: '11:30', zone: 'Etc/GMT+5' }],
    ['US/Pacific', { date: '2026-11-21', time: '08:30', zone: 'US/Pacific' }],
    ['+01:23', { date: '2026-11-21', time: '16:30', zone: 'UTC' }],
    ['Nowhere/At_All', { date: '2026-11-21', time: '16:30', zone: 'UTC' }],
    ['x'.repeat(100_000), { date: '2026-11-21', time: '16:30', zone: 'UTC' }],
  ])('tells the day and the time in a zone', (zone, expected) => {
    expect(toZone(instant, zone)).toEqual(expected);
  });

  it('makes one format for a zone, in however many ways its name is written', () => {
    const zones = Array.from({ length: 256 }, (_, bits) =>
      [...'africa/nairobi']
        .map((letter, place) => ((bits >> place) & 1 ? letter.toUpperCase() : letter))
        .join(''),
    );
    const formats = jest.spyOn(Intl, 'DateTimeFormat');
    expect(zones.map((zone) => toZone(instant, zone).time)).toEqual(Array(256).fill('19:30'));
    expect(formats.mock.calls.length).toBeLessThan(2);
    formats.mockRestore();
  });

  it('looks only once for a zone that there is not', () => {
    const formats = jest.spyOn(Intl, 'DateTimeFormat');
    expect(Array.from({ length: 500 }, () => toZone(instant, 'Never/Seen').zone)).toEqual(
      Array(500).fill('UTC'),
    );
    expect(formats.mock.calls.length).toBeLessThan(3);
    formats.mockRestore();
  });

  it('remembers a bounded number of names of no zone', () => {
    const remembered = jest.spyOn(Set.prototype, 'clear');
    for (let index = 0; index < 2_000; index += 1) {
      toZone(instant, `Nowhere/Number${index}`);
    }
    expect(remembered).toHaveBeenCalled();
    remembered.mockRestore();
  });

  it('knows midnight, and any number of zones', () => {
    const zones = Intl.supportedValuesOf('timeZone').slice(0, 120);
    expect(zones.map((zone) => toZone(instant, zone).zone)).toEqual(zones);
    expect(toZone(new Date('2026-11-21T00:00:00Z'), 'UTC').time).toBe('00:00');
  });
});
