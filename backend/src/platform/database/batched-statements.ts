/** Asks the database for one row each, those asked for within one turn of the event loop in one statement. */
export class BatchedStatements<Question, Row> {
  private waiting = new Map<string, Waiting<Question, Row>>();

  /**
   * @param keyOf tells which questions are the same; they share an answer.
   * @param askAll finds the rows that exist, by the keys of their questions.
   */
  constructor(
    private readonly keyOf: (question: Question) => string,
    private readonly askAll: (questions: Question[]) => Promise<ReadonlyMap<string, Row>>,
  ) {}

  /** As the row is after this call; undefined when there is none. */
  ask(question: Question): Promise<Row | undefined> {
    if (this.waiting.size === 0) {
      setImmediate(() => void this.askWaiting());
    }
    const key = this.keyOf(question);
    const entry = this.waiting.get(key) ?? { question, ...Promise.withResolvers<Row | undefined>() };
    this.waiting.set(key, entry);
    return entry.promise;
  }

  private async askWaiting(): Promise<void> {
    const entries = this.waiting;
    this.waiting = new Map();
    try {
      const rows = await this.askAll(Array.from(entries.values(), ({ question }) => question));
      entries.forEach(({ resolve }, key) => resolve(rows.get(key)));
    } catch (error) {
      entries.forEach(({ reject }) => reject(error));
    }
  }
}

interface Waiting<Question, Row> extends PromiseWithResolvers<Row | undefined> {
  readonly question: Question;
}

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
