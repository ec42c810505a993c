import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace-root.ts';

export interface Counts {
  passed: number;
  failed: number;
}

/** Where the test targets write what their runner reports. */
export const REPORTS_FOLDER = join(workspaceRoot, 'reports');

/** What the test runner of a project reported; undefined when it did not come so far. */
export function readReport(project: string): Counts | undefined {
  const file = join(REPORTS_FOLDER, project, 'results.json');
  if (!existsSync(file)) {
    return undefined;
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport | PlaywrightReport;
  return 'stats' in report ? countPlaywright(report) : countJest(report);
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  /** Spec files that failed before their first test. */
  numRuntimeErrorTestSuites: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  /** Failures outside of any test. */
  errors: unknown[];
}

function countJest(report: JestReport): Counts {
  return { passed: report.numPassedTests, failed: report.numFailedTests + report.numRuntimeErrorTestSuites };
}

function countPlaywright({ stats, errors }: PlaywrightReport): Counts {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
