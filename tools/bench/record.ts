import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { runTool } from '../product/run-tool.ts';
import { workspaceRoot } from '../workspace-root.ts';
import { toMarkdown } from './report.ts';
import type { Outcome } from './scenario.ts';

const DATA = join(workspaceRoot, 'docs/performance.json');
const PAGE = join(workspaceRoot, 'docs/performance.md');

interface Entry extends Outcome {
  readonly date: string;
  readonly machine: { cores: number; processor: string; node: string; postgres: string };
  /** CPU share of other processes meanwhile, from 0 to 1; null where irrelevant. */
  readonly othersShare: number | null;
}

interface Finding extends Outcome {
  readonly othersShare: number;
  /** PostgreSQL's version. */
  readonly postgres: string;
}

/** Stores a scenario's result in the data file, and regenerates the page's tables. */
export async function record(name: string, { postgres, ...outcome }: Finding): Promise<void> {
  const data = JSON.parse(readFileSync(DATA, 'utf8')) as Record<string, Entry>;
  const machine = {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? '',
    node: process.versions.node,
    postgres,
  };
  data[name] = { date: new Date().toISOString().slice(0, 10), machine, ...outcome };
  writeFileSync(DATA, JSON.stringify(data, null, 2));
  writeFileSync(PAGE, Object.entries(data).reduce(fillIn, readFileSync(PAGE, 'utf8')));
  await runTool('prettier', ['--write', DATA, PAGE]);
}

/** Replaces the text between a scenario's markers. */
function fillIn(page: string, [name, entry]: [string, Entry]): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`docs/performance.md has no place for ${name}: ${begin} ${end}`);
  }
  return [before, begin, '\n\n', toMarkdown(entry), '\n\n', caption(entry), '\n\n', end, after].join('');
}

function caption({ date, machine, othersShare }: Entry): string {
  const { cores, processor, node, postgres } = machine;
  const others = Number.isFinite(othersShare)
    ? `; other work took ${(Number(othersShare) * 100).toFixed(0)} % of the processors`
    : '';
  return `Measured on ${date}: ${cores} cores (${processor}), Node ${node}, PostgreSQL ${postgres}${others}.`;
}
