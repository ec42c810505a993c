import { Client } from 'pg';

/**
 * A connection that removes statement names, for a pooler that would lose named statements: libraries name theirs
 * without being asked.
 */
export class UnnamedStatementsClient extends Client {
  override query(...call: unknown[]): never {
    const [statement, ...rest] = call;
    return (super.query as (...call: unknown[]) => never).call(this, withoutName(statement), ...rest);
  }
}

/** Applies to query descriptions only; objects that run themselves, such as cursors, are left alone. */
function withoutName(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && !('submit' in statement)
    ? { ...statement, name: undefined }
    : statement;
}
