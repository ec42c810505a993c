import { readdirSync, readFileSync } from 'node:fs';

/** Linux reports times in hundredths of a second, however the kernel was built. */
const MICROSECONDS_PER_TICK = 10_000;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** Ticks of the process, and of its terminated children. */
  readonly ticks: number;
}

/** CPU time used by a process so far, in microseconds; NaN without `/proc`. */
export function processorTime(pid: number | undefined): number {
  return (readStat(pid)?.ticks ?? NaN) * MICROSECONDS_PER_TICK;
}

/** The same for a process and all its descendants. */
export function processorTimeOfTree(pid: number | undefined): number {
  return pid === undefined ? NaN : treeOf(pid).reduce((sum, each) => sum + processorTime(each), 0);
}

/** Memory of a process and all its descendants, in MB, excluding the shares of other processes. */
export function memoryOfTree(pid: number | undefined): number {
  return pid === undefined ? NaN : treeOf(pid).reduce((sum, each) => sum + residentMemory(each), 0);
}

export function parentOf(pid: number): number | undefined {
  return readStat(pid)?.parent;
}

/** Shared pages are divided among the processes that map them (`Pss`). */
function residentMemory(pid: number): number {
  const [, kilobytes] = /^Pss: +(\d+) kB$/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(kilobytes ?? NaN) / 1_024;
}

function treeOf(root: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat !== undefined);
  const descend = (pid: number): number[] => [
    pid,
    ...all.filter(({ parent }) => parent === pid).flatMap((child) => descend(child.pid)),
  ];
  return descend(root);
}

/** Fields 4 and 14 to 17 of proc_pid_stat(5); a name may hold spaces and parentheses, so they count from its end. */
function readStat(pid: number | undefined): Stat | undefined {
  const text = pid === undefined ? '' : readIfThere(`/proc/${pid}/stat`);
  if (pid === undefined || text === '') {
    return undefined;
  }
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid, parent: Number(fields[1]), ticks };
}

/** Processes may exit at any time, and not every system has `/proc`. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
