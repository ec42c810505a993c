import type { OpenTransaction } from './open-transaction';

export interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Actual Rows'?: number;
  'Sort Key'?: string[];
  'Group Key'?: string[];
  Filter?: string;
  Plans?: PlanNode[];
}

/**
 * The nodes of a statement's plan, each before those below it.
 * @param options of `EXPLAIN`, each with a comma behind it.
 */
export async function explainAs(
  connection: Pick<OpenTransaction, 'query'>,
  options: string,
  sql: string,
  parameters: unknown = undefined,
): Promise<PlanNode[]> {
  const rows = await connection.query(`EXPLAIN (${options}FORMAT JSON) ${sql}`, parameters as unknown[]);
  const [row] = rows as [{ 'QUERY PLAN': [{ Plan: PlanNode }] }];
  const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
  return flatten(row['QUERY PLAN'][0].Plan);
}
