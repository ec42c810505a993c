import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module';
import type { Config } from './platform/config/config';
import { configureApp, createAdapter } from './configure-app';
import { PinoLogger } from './platform/logging/pino-logger';

/** The whole application, not listening yet. */
export async function createApp(config: Config, logger: Logger): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config),
    createAdapter(config),
    {
      bodyParser: false,
      logger: new PinoLogger(logger),
      abortOnError: false,
    },
  );
  await configureApp(app, logger);
  return app;
}
