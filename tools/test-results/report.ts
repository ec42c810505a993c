import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace-root.ts';
import type { TaskResult } from './task-run.ts';

export interface Counts {
  passed: number;
  failed: number;
}

/** Where the test targets write what their runner reports. */
export const REPORTS_FOLDER = join(workspaceRoot, 'reports');

/** What the test runner of a target reported; undefined when it did not come so far. */
export function readReport(task: TaskResult): Counts | undefined {
  const file = join(REPORTS_FOLDER, folderOf(task), 'results.json');
  if (!existsSync(file)) {
    return undefined;
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport | PlaywrightReport;
  return 'stats' in report ? countPlaywright(report) : countJest(report);
}

/** A folder for each project, and one such as `docs-recipes` for each other target of a project that has tests. */
function folderOf({ project, target }: TaskResult): string {
  return ['test', 'e2e'].includes(target) ? project : `${project}-${target}`;
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
