/** Reads rows by their ids, those asked for within one turn of the event loop in one statement. */
export class BatchedReads<Row extends { readonly id: string }> {
  private waiting = new Map<string, PromiseWithResolvers<Row | undefined>>();

  /** @param readAll finds those that exist, in any order. */
  constructor(private readonly readAll: (ids: string[]) => Promise<Row[]>) {}

  /** As the row is after this call; undefined when there is none. */
  read(id: string): Promise<Row | undefined> {
    if (this.waiting.size === 0) {
      setImmediate(() => void this.readWaiting());
    }
    const answer = this.waiting.get(id) ?? Promise.withResolvers<Row | undefined>();
    this.waiting.set(id, answer);
    return answer.promise;
  }

  private async readWaiting(): Promise<void> {
    const answers = this.waiting;
    this.waiting = new Map();
    try {
      const rows = await this.readAll([...answers.keys()]);
      const found = new Map(rows.map((row) => [row.id, row]));
      answers.forEach(({ resolve }, id) => resolve(found.get(id)));
    } catch (error) {
      answers.forEach(({ reject }) => reject(error));
    }
  }
}
