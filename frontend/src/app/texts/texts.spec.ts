import { texts } from './texts';

/** All texts; those with parameters are called with a count or a name. */
function all(value: unknown): string[] {
  if (typeof value === 'function') {
    return [1, 2].flatMap((count) => all((value as (...values: unknown[]) => unknown)(count, count, count)));
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(all) : [String(value)];
}

describe('The texts', () => {
  it('name no trash, which the portal does not show', () => {
    expect(all(texts).filter((text) => /trash/i.test(text))).toEqual([]);
  });
});
