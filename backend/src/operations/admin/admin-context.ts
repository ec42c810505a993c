import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '../../platform/config/config';
import type { Client } from '../../platform/http/client';
import { AdminModule } from './admin.module';

/**
 * Runs work with the server's services and the server's database role.
 * @throws ConfigurationError, SchemaMismatchError
 */
export async function inAdminContext<T>(
  environment: NodeJS.ProcessEnv,
  work: (context: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const context = await NestFactory.createApplicationContext(AdminModule.with(loadConfig(environment)), {
    // Only the result or the thrown error matters.
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

/** The actor in audit events. */
export function administrator(): Client {
  return { ip: null, userAgent: `npm run admin (${nameOfUser()})`, requestId: randomUUID() };
}

/** In a container the user may have no name. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
