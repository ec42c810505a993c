import { ContentKey, newIdempotencyKey } from './idempotency-key';

describe('An idempotency key', () => {
  it('is another one each time, and fit for a header', () => {
    const keys = Array.from({ length: 100 }, newIdempotencyKey);

    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => !/^[0-9a-f]{32}$/.test(key))).toEqual([]);
  });

  it('stays while the form holds the same, and only then', () => {
    const key = new ContentKey();
    const first = key.of({ title: 'Water the plants', tags: ['home'] });

    expect(key.of({ title: 'Water the plants', tags: ['home'] })).toBe(first);
    expect(key.of({ title: 'Water the plants', tags: [] })).not.toBe(first);
    expect(new ContentKey().of({ title: 'Water the plants', tags: ['home'] })).not.toBe(first);
  });
});
