import type { Counts } from './report.ts';
import type { TaskResult } from './task-run.ts';

/**
 * Adds up a run. A target with a report counts with its tests, any other as one check. A target that failed for
 * another reason than a failed test (the runner broke down, nothing was found) counts as one failure more.
 */
export function sumUp(tasks: ReportedTask[]): Counts {
  const counts = tasks.map(countTask);
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

interface ReportedTask extends TaskResult {
  report?: Counts;
}

function countTask({ passed, report }: ReportedTask): Counts {
  if (!report) {
    return { passed: Number(passed), failed: Number(!passed) };
  }
  return { passed: report.passed, failed: passed ? report.failed : Math.max(report.failed, 1) };
}
