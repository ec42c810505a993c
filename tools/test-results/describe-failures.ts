import { stripVTControlCharacters } from 'node:util';
import type { Failure } from './report.ts';

/** Logs are often truncated to their last lines. */
const FAILURES = 20;
const LINES = 12;

/** A summary of the first failures with the first lines of each message, for the end of a run. */
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
