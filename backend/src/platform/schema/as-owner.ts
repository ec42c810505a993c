import type { DataSource } from 'typeorm';
import { type Config, loadConfig } from '../config/config';
import { createLogger } from '../logging/pino-logger';
import { connect } from '../database/connect';
import { createDataSource } from './data-source';

/** Does some work as the owner of the schema, a role that the server itself never has. */
export async function asOwner<T>(
  environment: NodeJS.ProcessEnv,
  work: (dataSource: DataSource, config: Config) => Promise<T>,
): Promise<T> {
  const config = loadConfig(environment);
  const dataSource = await connect(
    createDataSource(config.databaseMigrationUrl, config.databaseConnectionTimeout),
    (attempt) => createLogger(config).warn(attempt),
  );
  try {
    return await work(dataSource, config);
  } finally {
    await dataSource.destroy();
  }
}
