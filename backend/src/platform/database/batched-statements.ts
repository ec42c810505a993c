/** Combines single-row queries of the same event-loop tick into one statement (like DataLoader). */
export class BatchedStatements<Question, Row> {
  private waiting = new Map<string, Waiting<Question, Row>>();

  /**
   * @param keyOf maps equal questions to one key, so that they share a query.
   * @param askAll finds the existing rows by the keys of their questions.
   */
  constructor(
    private readonly keyOf: (question: Question) => string,
    private readonly askAll: (questions: Question[]) => Promise<ReadonlyMap<string, Row>>,
  ) {}

  /** The row as of this call; undefined if there is none. */
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

/** Combines reads by id of the same event-loop tick into one statement (like DataLoader). */
export class BatchedReads<Row extends { readonly id: string }> {
  private readonly statements: BatchedStatements<string, Row>;

  /** @param readAll finds the existing rows, in any order. */
  constructor(readAll: (ids: string[]) => Promise<Row[]>) {
    this.statements = new BatchedStatements(
      (id) => id,
      async (ids) => new Map((await readAll(ids)).map((row) => [row.id, row])),
    );
  }

  /** The row as of this call; undefined if there is none. */
  read(id: string): Promise<Row | undefined> {
    return this.statements.ask(id);
  }
}
