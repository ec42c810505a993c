import { type FieldDef, Query, type QueryResult } from 'pg';

export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

/** Result rows can have no columns (`SELECT FROM …`): without `fields` there are no rows. */
export interface Description {
  readonly fields?: FieldDef[];
}

type Callback = (error: Error | undefined, result: QueryResult) => void;

/** Sends the messages of the extended query protocol. */
interface Connection {
  /** Statement texts by name: those that the server has, and those in flight. */
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  describe(what: object): void;
}

/** Members of the library's class missing from its published types. */
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
 * A named query that avoids the library's copies of the query description. If the statement's columns are known on its
 * connection, the Describe message is omitted.
 */
export class NamedQuery extends ExtendedQuery {
  /** Available once there is a response. */
  description: Description = {};
  private isBeingPrepared = false;

  /** @param known description from an earlier run of the same statement on this connection. */
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

  /** A value that cannot be sent makes the library close the statement, yet still regard it as prepared. */
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

/** The same connection, without sending the Describe message. */
function withoutDescribe(connection: Connection): Connection {
  const found = silent.get(connection);
  if (found) {
    return found;
  }
  const made = Object.create(connection, { describe: { value: () => undefined } }) as Connection;
  silent.set(connection, made);
  return made;
}
