import { findSecretListProblem } from '../../platform/config/secret-list';
import { rotate } from './secret-rotation';

describe('A list of secrets', () => {
  it('gets a new key in front, at the end, in use, and loses the old one', () => {
    const old = rotate('', 'replace').split(',')[0] ?? '';
    expect(rotate(old, 'replace').split(',')).toEqual([expect.not.stringMatching(old), old]);
    const known = rotate(old, 'add');
    const [, added] = known.split(',');
    expect(known.split(',')[0]).toBe(old);
    expect(rotate(known, 'sign')).toBe(`${added},${old}`);
    expect(rotate(rotate(known, 'sign'), 'retire')).toBe(added);
  });

  it.each(['replace', 'add'] as const)('is strong enough after %s', (step) => {
    const list = rotate(rotate('', step), step).split(',').filter(Boolean).join(',');
    expect(findSecretListProblem(list)).toBeUndefined();
  });
});
