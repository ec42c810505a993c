import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module';
import type { Config } from './platform/config/config';
import { configureApp, createAdapter } from './configure-app';
import { PinoLogger } from './platform/logging/pino-logger';
import type { PortalFiles } from './portal/portal-files';

/**
 * Creates the complete application, not listening yet.
 * @param portal files read once by the supervisor for all of its workers.
 */
export async function createApp(
  config: Config,
  logger: Logger,
  portal?: PortalFiles,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, portal),
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
