import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module';
import { Config } from '../platform/config/config';
import { Environment } from '../platform/config/environment';
import { createDocument } from './create-document';

/** Writes the OpenAPI document without starting the application: neither database nor secrets are needed. */
export async function writeDocument(path: string): Promise<void> {
  const config = new Config(Object.assign(new Environment(), { PUBLIC_URL: 'https://localhost' }));
  const app = await NestFactory.create(AppModule.with(config), new FastifyAdapter(), { logger: false });
  await writeFile(path, `${JSON.stringify(createDocument(app), null, 2)}\n`);
}
