import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module';
import { AuthService } from './identity/auth/auth.service';
import { loadConfig } from './platform/config/config';
import { createLogger, PinoLogger } from './platform/logging/pino-logger';
import { TasksService } from './tasks/core/tasks.service';
import { UsersService } from './identity/users/users.service';
import { demoTasks } from './operations/admin/demo-tasks';

const DEMO = { email: 'demo@example.org', password: 'a demo for everybody', displayName: 'Demo Person' };
const CLIENT = { ip: '127.0.0.1', userAgent: 'npm run db:seed', requestId: 'seed' };

/**
 * Creates the demo person with a realistic board through the regular services; an existing board is left alone. Not for
 * production, where a known password would be a vulnerability (ASVS V6.3.2).
 */
export async function seed(environment: NodeJS.ProcessEnv): Promise<{ email: string; password: string }> {
  const config = loadConfig(environment);
  if (config.production) {
    throw new Error('The demo person has a known password and is not for production.');
  }
  const app = await NestFactory.create(AppModule.with(config), new FastifyAdapter(), {
    logger: new PinoLogger(createLogger(config)),
  });
  try {
    const found = await app.get(UsersService).findByEmail(DEMO.email);
    const demo = found ?? (await app.get(AuthService).register(DEMO, { client: CLIENT })).user;
    const tasks = app.get(TasksService);
    const { items } = await tasks.list(demo.id, { status: 'all', sort: '-createdAt', limit: 1 });
    for (const task of items.length > 0 ? [] : demoTasks(new Date())) {
      await tasks.create(demo.id, task);
    }
    return { email: DEMO.email, password: DEMO.password };
  } finally {
    await app.close();
  }
}
