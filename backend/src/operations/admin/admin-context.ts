import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '../../platform/config/config';
import type { Client } from '../../platform/http/client';
import { AdminModule } from './admin.module';

/**
 * Does some work with the server's services, in the server's role of the database.
 * @throws ConfigurationError, SchemaMismatchError
 */
export async function inAdminContext<T>(
  environment: NodeJS.ProcessEnv,
  work: (context: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const context = await NestFactory.createApplicationContext(AdminModule.with(loadConfig(environment)), {
    // What matters is the result, or the error that is thrown.
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

/** Who acts, in the record of security events. */
export function administrator(): Client {
  return { ip: null, userAgent: `npm run admin (${nameOfUser()})`, requestId: randomUUID() };
}

/** A container may run as a user without a name. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
