import { type FieldDef, Query, type QueryResult } from 'pg';

export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

/** Rows can have no columns (`SELECT FROM …`): without `fields` there are no rows. */
export interface Description {
  readonly fields?: FieldDef[];
}

type Callback = (error: Error | undefined, result: QueryResult) => void;

/** Writes the messages of the extended query protocol. */
interface Connection {
  /** By name: the texts of statements that the server has, and of those that are on their way. */
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  describe(what: object): void;
}

/** What the class of the library has beyond its published types. */
interface ExtendedQuery extends Query {
  name: string | undefined;
  handleRowDescription(message: { fields: FieldDef[] }): void;
  handleError(error: Error, connection: Connection): void;
  prepare(connection: Connection): void;
}

const ExtendedQuery = Query as unknown as new (
  text: string,
  values: unknown[] | undefined,
  callback: Callback,
) => ExtendedQuery;

/**
 * A query of the library with a name, without the copies that the library makes of a description with one. Where the
 * columns of the statement are known on its connection, PostgreSQL is not asked to describe them again.
 */
export class NamedQuery extends ExtendedQuery {
  /** Once there is an answer. */
  description: Description = {};
  private isBeingPrepared = false;

  /** @param known what the same statement was described by when it ran on this connection before. */
  constructor(
    { name, text, values }: Statement,
    private readonly known: Description | undefined,
    callback: Callback,
  ) {
    super(text, values, callback);
    this.name = name;
  }

  override handleRowDescription(message: { fields: FieldDef[] }): void {
    this.description = message;
    super.handleRowDescription(message);
  }

  /** A value that cannot be sent has the library close the statement, and take it for one that is still there. */
  override handleError(error: Error, connection: Connection): void {
    if (this.isBeingPrepared && this.name !== undefined) {
      delete connection.parsedStatements[this.name];
      delete connection.submittedNamedStatements[this.name];
      this.name = undefined;
    }
    super.handleError(error, connection);
  }

  override prepare(connection: Connection): void {
    this.isBeingPrepared = true;
    this.prepareAsKnown(connection);
    this.isBeingPrepared = false;
  }

  private prepareAsKnown(connection: Connection): void {
    if (!this.known) {
      super.prepare(connection);
      return;
    }
    const { fields } = this.known;
    if (fields) {
      this.handleRowDescription({ fields });
    }
    super.prepare(withoutDescribe(connection));
  }
}

const silent = new WeakMap<Connection, Connection>();

/** The same connection, on which one message is not sent. */
function withoutDescribe(connection: Connection): Connection {
  const found = silent.get(connection);
  if (found) {
    return found;
  }
  const made = Object.create(connection, { describe: { value: () => undefined } }) as Connection;
  silent.set(connection, made);
  return made;
}
