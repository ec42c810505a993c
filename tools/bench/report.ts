import type { Cell, Outcome } from './scenario.ts';

/** A scenario's result as Markdown: its figures, then its goals. */
export function toMarkdown({ columns, rows, goals }: Outcome): string {
  const verdicts = goals.map(({ what, measured, met }) => [what, measured, met ? 'met' : 'missed']);
  const tables = [table(columns, rows), verdicts.length > 0 ? table(['goal', 'measured', ''], verdicts) : ''];
  return tables.filter(Boolean).join('\n\n');
}

function table(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [columns, columns.map(() => '---'), ...rows.map((row) => row.map(format))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const numbers = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

function format(cell: Cell): string {
  if (typeof cell === 'string') {
    return cell;
  }
  return cell === null || Number.isNaN(cell) ? '–' : numbers.format(cell);
}
