import { needsOf } from './admin-needs.ts';

describe('A command of the administrator', () => {
  it.each([[], [''], ['--version'], ['--help'], ['-h'], ['--json'], ['--json', '--help']])(
    'needs no database for %j',
    (...args) => {
      expect(needsOf(args)).toBe('nothing');
    },
  );

  it('needs the secrets to rotate them, and the database for everything else', () => {
    expect(needsOf(['secrets', 'rotate'])).toBe('secrets');
    expect(needsOf(['users', 'list'])).toBe('database');
    expect(needsOf(['doctor'])).toBe('database');
    expect(needsOf(['--json', 'users', 'list'])).toBe('database');
    expect(needsOf(['--json', 'secrets', 'rotate'])).toBe('secrets');
  });
});
