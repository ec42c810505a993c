import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config';
import { serverDataSourceOptions } from './data-source';

@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: ({ databaseUrl, databaseNamedStatements }: Config) => ({
        ...serverDataSourceOptions(databaseUrl, databaseNamedStatements),
        retryAttempts: 0,
        // Without an address the application is only looked at, for its OpenAPI document.
        manualInitialization: databaseUrl === '',
      }),
    }),
  ],
})
export class DatabaseModule {}
