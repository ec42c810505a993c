import { stripVTControlCharacters } from 'node:util';
import type { Failure } from './report.ts';

/** A log is often kept by its last lines alone. */
const FAILURES = 20;
const LINES = 12;

/** What failed and why, for the end of a run: the first failures, with the first lines of what was said of each. */
export function describeFailures(failures: Failure[]): string {
  const shown = failures.slice(0, FAILURES).map(describe);
  const left = failures.length - shown.length;
  return [...shown, ...(left > 0 ? [`… and ${left} more`] : [])].join('\n\n');
}

function describe({ test, message }: Failure): string {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  return [`FAILED ${test}`, ...lines.map((line) => `  ${line}`)].join('\n');
}
