import { Client, DatabaseError, type QueryResult } from 'pg';
import { type Description, NamedQuery, type Statement } from './named-query';
import { StatementNames } from './statement-names';

/** Far more than the application has; lists of tasks vary by filter, order and page size. */
const NAMES_MAXIMUM = 250;

const names = new StatementNames(NAMES_MAXIMUM);

/**
 * A connection that names every parameterised statement, so that PostgreSQL parses it once and plans it a few times at
 * most. Requires a direct connection or a pooler that keeps prepared statements.
 */
export class NamedStatementsClient extends Client {
  private readonly outdated = new Set<string>();
  /** Descriptions of executed statements, by name. */
  private readonly descriptions = new Map<string, Description>();
  /** Undefined until determined. */
  private isDirect: boolean | undefined;

  /** TypeORM passes text and parameters and awaits the result; other forms of the call are passed through. */
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
   * If a migration changes a column's type meanwhile, PostgreSQL refuses to run the cached plan. Nothing was executed
   * in that case, so the statement can be retried, unless a transaction has been aborted by it.
   */
  private async execute(statement: Statement): Promise<QueryResult> {
    if (this.isDirect === undefined) {
      await this.findDirectness();
    }
    try {
      return await this.send(statement);
    } catch (error) {
      if (!isOutdated(error)) {
        throw error;
      }
      this.outdated.add(statement.name ?? '');
      this.descriptions.delete(statement.name ?? '');
      if (this.getTransactionStatus() !== 'I') {
        throw error;
      }
      return this.send({ ...statement, name: undefined });
    }
  }

  /**
   * PostgreSQL refuses a statement whose result columns have changed, but only where it was already prepared: a pooler
   * that keeps statements prepares it again on its next server connection, which would hide the change. So descriptions
   * are only cached on direct connections; a pooler is recognised by the backend process id that it makes up.
   */
  private async findDirectness(): Promise<void> {
    const { processID } = this as unknown as { processID: number | null };
    try {
      const { rows } = await super.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      this.isDirect = rows[0]?.pid === processID;
    } catch {
      // For example in an aborted transaction: the next statement will report it.
    }
  }

  /**
   * Uses a callback: the promises made by `pg` keep a request's results alive until the next full garbage collection,
   * which causes twelve times as many pauses.
   */
  private send(statement: Statement): Promise<QueryResult> {
    const { name } = statement;
    return new Promise((resolve, reject) => {
      const known = name === undefined ? undefined : this.descriptions.get(name);
      let isSettled = false;
      const query = new NamedQuery(statement, known, (error, result) => {
        // After a value that cannot be sent, the library calls back again without an error.
        if (isSettled) {
          return;
        }
        isSettled = true;
        if (error) {
          reject(error);
          return;
        }
        if (name !== undefined && this.isDirect && !known) {
          this.descriptions.set(name, query.description);
        }
        resolve(result);
      });
      super.query(query);
    });
  }
}

/** "Cached plan must not change result type": its code covers many other errors, its text is localised. */
function isOutdated(error: unknown): boolean {
  return error instanceof DatabaseError && error.routine === 'RevalidateCachedQuery';
}
