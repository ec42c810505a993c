import { Client } from 'pg';

/**
 * A connection that prepares no statement under a name, for a pooler that would lose it: libraries name theirs without
 * being asked.
 */
export class UnnamedStatementsClient extends Client {
  override query(...call: unknown[]): never {
    const [statement, ...rest] = call;
    return (super.query as (...call: unknown[]) => never).call(this, withoutName(statement), ...rest);
  }
}

/** Only of a description; what runs itself, such as a cursor, is left alone. */
function withoutName(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && !('submit' in statement)
    ? { ...statement, name: undefined }
    : statement;
}
