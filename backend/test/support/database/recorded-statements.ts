import { DataSource } from 'typeorm';
import type { TestApp } from '../servers/test-app';

export interface Statement {
  readonly sql: string;
  readonly parameters: unknown[] | object;
}

/**
 * Every statement that the server sends to the database during some work, transactions included, but for the one that
 * tells the other servers later about many changes at once.
 */
export async function recordStatements({ app }: TestApp, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const dataSource = app.get(DataSource);
  const { logger } = dataSource;
  const ignore = () => undefined;
  dataSource.logger = {
    logQuery: (sql, parameters = []) => {
      if (!sql.includes('pg_notify')) {
        statements.push({ sql, parameters });
      }
    },
    logQueryError: ignore,
    logQuerySlow: ignore,
    logSchemaBuild: ignore,
    logMigration: ignore,
    log: ignore,
  };
  await work();
  dataSource.logger = logger;
  return statements;
}
