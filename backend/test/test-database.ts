import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { migrate } from '../src/database/migrate';
import { testEnvironment } from './test-environment';

/** A database of its own, built by the migrations. */
export interface TestDatabase {
  readonly environment: NodeJS.ProcessEnv;
  /** Connected as the owner, to look at rows and to move their timestamps. */
  readonly owner: DataSource;
  drop(): Promise<void>;
}

export async function createTestDatabase(settings: NodeJS.ProcessEnv = {}): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = await connect(urlOf('TEST_DATABASE_OWNER_URL'));
  await server.query(`CREATE DATABASE ${name}`);
  const environment = testEnvironment({
    DATABASE_URL: urlOf('TEST_DATABASE_APP_URL', name),
    DATABASE_MIGRATION_URL: urlOf('TEST_DATABASE_OWNER_URL', name),
    ...settings,
  });
  await migrate(environment);
  const owner = await connect(urlOf('TEST_DATABASE_OWNER_URL', name));
  const drop = async () => {
    await owner.destroy();
    await server.query(`DROP DATABASE ${name}`);
    await server.destroy();
  };
  return { environment, owner, drop };
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
