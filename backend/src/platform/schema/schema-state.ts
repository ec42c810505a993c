import { type DataSource, QueryFailedError } from 'typeorm';
import { migrations } from '../../../../migrations';

/** PostgreSQL's `undefined_table`. */
const NO_SUCH_TABLE = '42P01';

const NAMES_SHOWN = 3;

/** How the applied migrations differ from those of this version, by name, oldest first. */
export interface SchemaState {
  /** Not run yet: the database is behind. */
  readonly missing: string[];
  /** Run by a newer version: the database is ahead. */
  readonly unknown: string[];
}

/** The database was migrated by another version; the message says what to do. */
export class SchemaMismatchError extends Error {
  override readonly name = 'SchemaMismatchError';
}

export async function readSchemaState(dataSource: DataSource): Promise<SchemaState> {
  const known = migrations.map(({ name }) => name);
  const executed = await executedMigrations(dataSource);
  return {
    missing: known.filter((name) => !executed.includes(name)),
    unknown: executed.filter((name) => !known.includes(name)),
  };
}

/** @throws SchemaMismatchError unless exactly the migrations of this version have run. */
export async function requireOwnSchema(dataSource: DataSource): Promise<void> {
  const problem = describeMismatch(await readSchemaState(dataSource));
  if (problem) {
    throw new SchemaMismatchError(problem);
  }
}

/** One line for the operator; undefined when the schema matches this version. */
export function describeMismatch({ missing, unknown }: SchemaState): string | undefined {
  if (unknown.length > 0) {
    return (
      `The database is ahead of this version of Taskward (it has ${enumerate(unknown)}). ` +
      'Start the version that migrated it, or restore a backup from before.'
    );
  }
  if (missing.length > 0) {
    return `The database is behind this version of Taskward (it lacks ${enumerate(missing)}). Run: npm run db:migrate`;
  }
  return undefined;
}

/** Lists only the newest; after a fresh `CREATE DATABASE` all are missing. */
function enumerate(names: string[]): string {
  const rest = names.length - NAMES_SHOWN;
  return names.slice(-NAMES_SHOWN).join(', ') + (rest > 0 ? ` and ${rest} older ones` : '');
}

async function executedMigrations(dataSource: DataSource): Promise<string[]> {
  try {
    const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
    return rows.map(({ name }) => name);
  } catch (error) {
    if (
      error instanceof QueryFailedError &&
      (error.driverError as { code?: string }).code === NO_SUCH_TABLE
    ) {
      return [];
    }
    throw error;
  }
}
