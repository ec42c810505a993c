import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { testEnvironment } from './test-environment';

/** What PostgreSQL says of a database that somebody is connected to. */
const OBJECT_IN_USE = '55006';

/** A database of its own. */
export interface TestDatabase {
  readonly environment: NodeJS.ProcessEnv;
  /** Connected as the owner, to look at rows and to move their timestamps. */
  readonly owner: DataSource;
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

async function create(options: string, settings: NodeJS.ProcessEnv): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = await connect(urlOf('TEST_DATABASE_OWNER_URL'));
  await server.query(`CREATE DATABASE ${name} ${options}`);
  const environment = testEnvironment({
    DATABASE_URL: urlOf('TEST_DATABASE_APP_URL', name),
    DATABASE_MIGRATION_URL: urlOf('TEST_DATABASE_OWNER_URL', name),
    ...settings,
  });
  const owner = await connect(urlOf('TEST_DATABASE_OWNER_URL', name));
  const drop = async () => {
    await owner.destroy();
    await dropUnused(server, name);
    await server.destroy();
  };
  return { environment, owner, drop };
}

/** PostgreSQL itself waits some seconds for the connections that were closed, which a busy machine exceeds. */
async function dropUnused(server: DataSource, name: string): Promise<void> {
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

function connect(url: string): Promise<DataSource> {
  return new DataSource({ type: 'postgres', url, poolSize: 2 }).initialize();
}

function urlOf(variable: string, database?: string): string {
  const url = new URL(process.env[variable] ?? '');
  if (database) {
    url.pathname = `/${database}`;
  }
  return url.href;
}
