import type { Counts } from './report.ts';
import { sumUp } from './sum-up.ts';

const task = (target: string, passed = true, report?: Counts) => ({
  project: 'backend',
  target,
  passed,
  report,
});

describe('The sum of a run', () => {
  it('counts a check as one, and tests one by one', () => {
    const tasks = [task('lint'), task('types', false), task('test', true, { passed: 40, failed: 0 })];
    expect(sumUp(tasks)).toEqual({ passed: 41, failed: 1 });
  });

  it('counts a runner that breaks down as one failure, beside the tests that failed', () => {
    expect(sumUp([task('test', false, { passed: 40, failed: 0 })])).toEqual({ passed: 40, failed: 1 });
    expect(sumUp([task('test', false, { passed: 38, failed: 2 })])).toEqual({ passed: 38, failed: 2 });
    expect(sumUp([task('test', false)])).toEqual({ passed: 0, failed: 1 });
  });
});
