import { type FieldDef, Query, type QueryResult } from 'pg';

export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

type Callback = (error: Error | undefined, result: QueryResult) => void;

/** Writes the messages of the extended query protocol. */
interface Connection {
  describe(what: object): void;
}

/** What the class of the library has beyond its published types. */
interface ExtendedQuery extends Query {
  name: string | undefined;
  handleRowDescription(message: { fields: FieldDef[] }): void;
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
  /** Of the answer; none for a statement that returns no rows. */
  columns: FieldDef[] = [];

  /** @param known the columns of the same statement when it ran on this connection before. */
  constructor(
    { name, text, values }: Statement,
    private readonly known: FieldDef[] | undefined,
    callback: Callback,
  ) {
    super(text, values, callback);
    this.name = name;
  }

  override handleRowDescription(message: { fields: FieldDef[] }): void {
    this.columns = message.fields;
    super.handleRowDescription(message);
  }

  override prepare(connection: Connection): void {
    if (!this.known) {
      super.prepare(connection);
      return;
    }
    if (this.known.length > 0) {
      this.handleRowDescription({ fields: this.known });
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
