import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Config } from '../config/config';
import { connect } from '../database/connect';
import { requireKeptStatements } from '../database/kept-statements';
import { requireUtf8 } from './database-encoding';
import { type Entities, serverDataSourceOptions } from './data-source';
import { requireOwnSchema } from './schema-state';

const logger = new Logger('Database');

@Module({})
export class DatabaseModule {
  static with(entities: Entities): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Config],
          useFactory: (config: Config) => ({
            ...serverDataSourceOptions(config.databaseUrl, config, entities),
            // Without a database URL the application only generates its OpenAPI document.
            manualInitialization: config.databaseUrl === '',
            // `connect` has already retried.
            toRetry: () => false,
          }),
          dataSourceFactory: (options) =>
            open(options as DataSourceOptions & { manualInitialization: boolean }),
        }),
      ],
    };
  }
}

async function open(options: DataSourceOptions & { manualInitialization: boolean }): Promise<DataSource> {
  const dataSource = new DataSource(options);
  return options.manualInitialization ? dataSource : openMigrated(dataSource);
}

async function openMigrated(dataSource: DataSource): Promise<DataSource> {
  await connect(dataSource, (attempt) => logger.warn(attempt));
  try {
    await requireUtf8(dataSource);
    await requireKeptStatements(dataSource);
    await requireOwnSchema(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}
