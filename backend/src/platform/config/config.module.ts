import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Config } from './config';

/** Provides `Config`, validated before the application is built, for injection. */
@Global()
@Module({})
export class ConfigModule {
  static with(config: Config): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: Config, useValue: config }], exports: [Config] };
  }
}
