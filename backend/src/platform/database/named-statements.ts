import { Client, DatabaseError, Query, type QueryResult } from 'pg';
import { StatementNames } from './statement-names';

/** Far more than the application has; lists of tasks differ by filter, order and size of a page. */
const NAMES_MAXIMUM = 250;

const names = new StatementNames(NAMES_MAXIMUM);

interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

/** A query of the library with a name, without the copies that the library makes of a description with one. */
class NamedQuery extends Query {
  readonly name?: string;

  constructor(
    { name, text, values }: Statement,
    callback: (error: Error | undefined, result: QueryResult) => void,
  ) {
    super(text, values, callback);
    this.name = name;
  }
}

/**
 * A connection that names every statement with parameters, so that PostgreSQL parses it once and plans it a few times
 * at most. Needs a pooler that keeps prepared statements, or none.
 */
export class NamedStatementsClient extends Client {
  private readonly outdated = new Set<string>();

  /** TypeORM sends text and parameters and awaits the answer; every other form of the call goes on as it is. */
  override query(...call: unknown[]): never {
    const [text, values, ...rest] = call;
    if (typeof text !== 'string' || typeof values === 'function' || rest.length > 0) {
      return super.query(...(call as [string])) as never;
    }
    const parameters = values as unknown[] | undefined;
    const name = parameters?.length ? names.nameOf(text) : undefined;
    return (
      name === undefined || this.outdated.has(name)
        ? this.send({ text, values: parameters })
        : this.execute({ name, text, values: parameters })
    ) as never;
  }

  /**
   * When a migration changes the type of a column meanwhile, PostgreSQL refuses to run the statement by the plan it
   * has. It did nothing then, so it may be sent again, unless it has spoilt a transaction.
   */
  private async execute(statement: Statement): Promise<QueryResult> {
    try {
      return await this.send(statement);
    } catch (error) {
      if (!isOutdated(error)) {
        throw error;
      }
      this.outdated.add(statement.name ?? '');
      if (this.getTransactionStatus() !== 'I') {
        throw error;
      }
      return this.send({ ...statement, name: undefined });
    }
  }

  /**
   * By a callback: the promises that `pg` makes keep what a request has read alive until the next full collection of
   * garbage, and so take twelve times as many pauses.
   */
  private send(statement: Statement): Promise<QueryResult> {
    return new Promise((resolve, reject) => {
      super.query(new NamedQuery(statement, (error, result) => (error ? reject(error) : resolve(result))));
    });
  }
}

/** "Cached plan must not change result type": its code stands for much else, its text is translated. */
function isOutdated(error: unknown): boolean {
  return error instanceof DatabaseError && error.routine === 'RevalidateCachedQuery';
}
