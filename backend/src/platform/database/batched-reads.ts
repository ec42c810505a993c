import { BatchedStatements } from './batched-statements';

/** Reads rows by their ids, those asked for within one turn of the event loop in one statement. */
export class BatchedReads<Row extends { readonly id: string }> {
  private readonly statements: BatchedStatements<string, Row>;

  /** @param readAll finds those that exist, in any order. */
  constructor(readAll: (ids: string[]) => Promise<Row[]>) {
    this.statements = new BatchedStatements(
      (id) => id,
      async (ids) => new Map((await readAll(ids)).map((row) => [row.id, row])),
    );
  }

  /** As the row is after this call; undefined when there is none. */
  read(id: string): Promise<Row | undefined> {
    return this.statements.ask(id);
  }
}
