import { version } from 'uuid';
import { newId } from './new-id';

describe('New ids', () => {
  const ids = Array.from({ length: 5_000 }, newId);

  it('are UUIDs of version 7 that begin with the time', () => {
    expect(new Set(ids.map(version))).toEqual(new Set([7]));
    const made = parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
    expect(Math.abs(Date.now() - made)).toBeLessThan(600_000);
  });

  it('are each greater than the one before, those of the same millisecond too', () => {
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('end in bytes that are random', () => {
    expect(new Set(ids.map((id) => id.slice(-12))).size).toBe(ids.length);
  });
});
