import { Client, DatabaseError, type QueryResult } from 'pg';
import { type Description, NamedQuery, type Statement } from './named-query';
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
  /** Of statements that ran, by their names. */
  private readonly descriptions = new Map<string, Description>();
  /** Undefined as long as nobody has asked. */
  private isDirect: boolean | undefined;

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
   * PostgreSQL refuses a statement whose columns are others now, but only where it was prepared before: a pooler that
   * keeps statements prepares it anew on its next connection, and there nothing would tell that the columns are others.
   * So they are remembered where no pooler is in between: one makes up the id of the process for its clients.
   */
  private async findDirectness(): Promise<void> {
    const { processID } = this as unknown as { processID: number | null };
    try {
      const { rows } = await super.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      this.isDirect = rows[0]?.pid === processID;
    } catch {
      // As in a transaction that has failed: what comes next will say so.
    }
  }

  /**
   * By a callback: the promises that `pg` makes keep what a request has read alive until the next full collection of
   * garbage, and so take twelve times as many pauses.
   */
  private send(statement: Statement): Promise<QueryResult> {
    const { name } = statement;
    return new Promise((resolve, reject) => {
      const known = name === undefined ? undefined : this.descriptions.get(name);
      let isSettled = false;
      const query = new NamedQuery(statement, known, (error, result) => {
        // After a value that cannot be sent the library calls again, without an error.
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

/** "Cached plan must not change result type": its code stands for much else, its text is translated. */
function isOutdated(error: unknown): boolean {
  return error instanceof DatabaseError && error.routine === 'RevalidateCachedQuery';
}
