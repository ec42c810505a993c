import { describeFailures } from './describe-failures.ts';

describe('The failures at the end of a run', () => {
  it('have their names and the first lines of their messages, without colours', () => {
    const message = `\u001b[31mexpected 1\u001b[39m\n\nreceived 2\n${'at somewhere\n'.repeat(30)}`;
    const text = describeFailures([{ test: 'a.spec.ts › adds', message }]);
    expect(text).toMatch(/^FAILED a\.spec\.ts › adds\n {2}expected 1\n {2}received 2\n {2}at somewhere\n/);
    expect(text.split('\n')).toHaveLength(13);
  });

  it('are the first twenty, and a count of the others', () => {
    const text = describeFailures(
      Array.from({ length: 23 }, (_, index) => ({ test: `test ${index}`, message: '' })),
    );
    expect(text.match(/FAILED/g)).toHaveLength(20);
    expect(text).toMatch(/… and 3 more$/);
  });

  it('are nothing when all passed', () => {
    expect(describeFailures([])).toBe('');
  });
});
