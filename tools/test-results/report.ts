import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { workspaceRoot } from '../workspace-root.ts';
import type { TaskResult } from './task-run.ts';

export interface Counts {
  passed: number;
  failed: number;
}

export interface Report extends Counts {
  failures: Failure[];
}

/** A failed test, or a spec file that crashed before its first. */
export interface Failure {
  /** File and title. */
  test: string;
  /** The runner's message, formatted for a terminal. */
  message: string;
}

/** Where the test targets write their runners' reports. */
export const REPORTS_FOLDER = join(workspaceRoot, 'reports');

/** The report of a target's test runner; undefined if it did not get that far. */
export function readReport(task: TaskResult): Report | undefined {
  const file = join(REPORTS_FOLDER, folderOf(task), 'results.json');
  if (!existsSync(file)) {
    return undefined;
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport | PlaywrightReport;
  return 'stats' in report ? readPlaywright(report) : readJest(report);
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
  testResults: {
    name: string;
    status: 'passed' | 'failed';
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  /** Failures outside of any test. */
  errors: PlaywrightError[];
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  file: string;
  specs: { title: string; ok: boolean; tests: { results: { errors: PlaywrightError[] }[] }[] }[];
  suites?: PlaywrightSuite[];
}

interface PlaywrightError {
  message?: string;
}

function readJest(report: JestReport): Report {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    failures: report.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const file = relative(workspaceRoot, name);
      const failed = assertionResults.filter((test) => test.status === 'failed');
      return status === 'failed' && failed.length === 0
        ? [{ test: file, message }]
        : failed.map((test) => ({
            test: `${file} › ${test.fullName}`,
            message: test.failureMessages.join('\n'),
          }));
    }),
  };
}

function readPlaywright({ stats, errors, suites }: PlaywrightReport): Report {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    failures: [
      ...errors.map((error) => ({ test: 'outside of any test', message: messageOf([error]) })),
      ...suites.flatMap(failuresOf),
    ],
  };
}

function failuresOf(suite: PlaywrightSuite): Failure[] {
  const failed = suite.specs.filter(({ ok }) => !ok);
  return [
    ...failed.map(({ title, tests }) => ({
      test: `${suite.file} › ${title}`,
      message: messageOf(tests.flatMap(({ results }) => results.flatMap((result) => result.errors))),
    })),
    ...(suite.suites ?? []).flatMap(failuresOf),
  ];
}

function messageOf(errors: PlaywrightError[]): string {
  return errors.map(({ message }) => message ?? '').join('\n');
}
