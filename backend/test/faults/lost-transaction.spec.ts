import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { loadConfig } from '../../src/platform/config/config';
import { toProblem } from '../../src/platform/http/to-problem';
import { serverDataSourceOptions } from '../../src/platform/schema/data-source';
import { DyingConnections } from '../support/database/dying-connection';
import { createTestDatabase, type TestDatabase } from '../support/database/test-database';
import { until } from '../support/time/until';

/** @param url another way to the database. */
function optionsFor({ environment }: TestDatabase, url = environment.DATABASE_URL ?? ''): DataSourceOptions {
  return serverDataSourceOptions(url, loadConfig(environment));
}

describe('A connection that is lost between two statements of a transaction', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(optionsFor(database)).initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  /** From another connection of the same pool. */
  async function lose({ queryRunner }: EntityManager): Promise<void> {
    await dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`,
    );
    await until(() => queryRunner?.isReleased ?? false);
  }

  it.each<[string, (manager: EntityManager) => Promise<unknown>]>([
    ['the next statement', (manager) => manager.query('SELECT 1')],
    ['the end of the transaction', () => Promise.resolve()],
  ])('makes %s say that the database is away for the moment', async (_name, goOn) => {
    const lost = dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1');
      await lose(manager);
      return goOn(manager);
    });
    const error: unknown = await lost.catch((reason: unknown) => reason);
    expect(toProblem(error).code).toBe('UNAVAILABLE');
    expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('A new connection that is lost before it was used', () => {
  it('is one more reason to say that the database is away, and none to end the process', async () => {
    const database = await createTestDatabase();
    const dying = await DyingConnections.to(database.environment.DATABASE_URL ?? '');
    const dataSource = new DataSource(optionsFor(database, dying.url));
    const error: unknown = await dataSource.initialize().catch((reason: unknown) => reason);
    expect(toProblem(error).code).toBe('UNAVAILABLE');
    dying.close();
    await database.drop();
  });
});
