import { randomUUID } from 'node:crypto';
import { testEnvironment } from '../servers/test-environment';
import { SqlPool } from './sql-pool';

/** What PostgreSQL says of a database that somebody is connected to. */
const OBJECT_IN_USE = '55006';

/** A database of its own. */
export interface TestDatabase {
  readonly environment: NodeJS.ProcessEnv;
  /** Connected as the owner, to look at rows and to move their timestamps. */
  readonly owner: SqlPool;
  drop(): Promise<void>;
}

/** With the schema that the migrations build: a copy of the one that the global setup migrated. */
export function createTestDatabase(settings: NodeJS.ProcessEnv = {}): Promise<TestDatabase> {
  return create(`TEMPLATE ${process.env.TEST_DATABASE_TEMPLATE}`, settings);
}

/** Without a schema, for specs about migrations. */
export function createEmptyDatabase(settings: NodeJS.ProcessEnv = {}): Promise<TestDatabase> {
  return create('', settings);
}

/** With the encoding of an older installation, and no schema. */
export function createDatabaseOf(encoding: string): Promise<TestDatabase> {
  return create(`ENCODING '${encoding}' LOCALE 'C' TEMPLATE template0`, {});
}

async function create(options: string, settings: NodeJS.ProcessEnv): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = new SqlPool(urlOf('TEST_DATABASE_OWNER_URL'));
  await server.query(`CREATE DATABASE ${name} ${options}`);
  const environment = testEnvironment({
    DATABASE_URL: urlOf('TEST_DATABASE_APP_URL', name),
    DATABASE_MIGRATION_URL: urlOf('TEST_DATABASE_OWNER_URL', name),
    ...settings,
  });
  const owner = connectAsOwner(environment);
  const drop = async () => {
    await owner.end();
    await dropUnused(server, name);
    await server.end();
  };
  return { environment, owner, drop };
}

/** PostgreSQL itself waits some seconds for the connections that were closed, which a busy machine exceeds. */
async function dropUnused(server: SqlPool, name: string): Promise<void> {
  for (;;) {
    try {
      await server.query(`DROP DATABASE ${name}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== OBJECT_IN_USE) {
        throw error;
      }
    }
  }
}

export function connectAsOwner({ DATABASE_MIGRATION_URL = '' }: NodeJS.ProcessEnv): SqlPool {
  return new SqlPool(DATABASE_MIGRATION_URL);
}

function urlOf(variable: string, database?: string): string {
  const url = new URL(process.env[variable] ?? '');
  if (database) {
    url.pathname = `/${database}`;
  }
  return url.href;
}
