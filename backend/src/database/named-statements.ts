import { Client, DatabaseError, type QueryConfig, type QueryResult } from 'pg';
import { StatementNames } from './statement-names';

/** Far more than the application has; lists of tasks differ by filter, order and size of a page. */
const NAMES_MAXIMUM = 250;

const names = new StatementNames(NAMES_MAXIMUM);

/**
 * A connection that names every statement with parameters, so that PostgreSQL parses it once and plans it a few times
 * at most. Needs a pooler that keeps prepared statements, or none.
 */
export class NamedStatementsClient extends Client {
  private readonly outdated = new Set<string>();

  /** TypeORM sends text and parameters; every other form of the call goes on as it is. */
  override query(...call: unknown[]): never {
    const [text, values, ...rest] = call;
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 && rest.length === 0
        ? names.nameOf(text)
        : undefined;
    return (
      name === undefined || this.outdated.has(name)
        ? this.send(...call)
        : this.execute({ name, text: text as string, values: values as unknown[] })
    ) as never;
  }

  /**
   * When a migration changes the type of a column meanwhile, PostgreSQL refuses to run the statement by the plan it
   * has. It did nothing then, so it may be sent again, unless it has spoilt a transaction.
   */
  private async execute(statement: QueryConfig): Promise<QueryResult> {
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
      return this.send(statement.text, statement.values);
    }
  }

  private send(...call: unknown[]): Promise<QueryResult> {
    return (super.query as (...call: unknown[]) => Promise<QueryResult>).apply(this, call);
  }
}

/** "Cached plan must not change result type": its code stands for much else, its text is translated. */
function isOutdated(error: unknown): boolean {
  return error instanceof DatabaseError && error.routine === 'RevalidateCachedQuery';
}
