import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, RouterModule } from '@nestjs/core';
import { AccessTokensModule } from './access-tokens/access-tokens.module';
import { ScopeGuard } from './access-tokens/scope.guard';
import { AccountModule } from './account/account.module';
import { AuditModule } from './audit/audit.module';
import { AuthModule } from './auth/auth.module';
import { JwtAuthGuard } from './auth/jwt-auth.guard';
import { ConcurrencyModule } from './concurrency/concurrency.module';
import { PersonTurnGuard } from './concurrency/person-turn.guard';
import type { Config } from './config/config';
import { ConfigModule } from './config/config.module';
import { DatabaseModule } from './database/database.module';
import { ProblemFilter } from './errors/problem.filter';
import { ExternalTasksModule } from './external-tasks/external-tasks.module';
import { HealthModule } from './health/health.module';
import { MethodRefusals } from './http/allowed-methods';
import { ReadableBodyGuard } from './http/readable-body.guard';
import { TimedAuthGuard } from './metrics/timed-auth.guard';
import { PortalModule } from './portal/portal.module';
import { SessionsModule } from './sessions/sessions.module';
import { ENTITIES } from './tasks/entities';
import { TaskChangesModule } from './task-changes/task-changes.module';
import { TaskBulkModule } from './task-bulk/task-bulk.module';
import { TaskSummaryModule } from './task-summary/task-summary.module';
import { TaskTrashModule } from './task-trash/task-trash.module';
import { TaskTransferModule } from './task-transfer/task-transfer.module';
import { TasksModule } from './tasks/tasks.module';
import { UserThrottleGuard } from './throttling/user-throttle.guard';
import { UsersModule } from './users/users.module';
import { validationPipe } from './validation/validation.pipe';

const API_MODULES = [
  AuthModule,
  SessionsModule,
  AccessTokensModule,
  UsersModule,
  AccountModule,
  AuditModule,
  TasksModule,
  TaskChangesModule,
  TaskTrashModule,
  TaskBulkModule,
  TaskSummaryModule,
  ExternalTasksModule,
  TaskTransferModule,
];

@Module({})
export class AppModule {
  /** The portal comes last: it takes every address that nothing before it knows. */
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        DatabaseModule.with(ENTITIES),
        ConcurrencyModule,
        ...API_MODULES,
        RouterModule.register(API_MODULES.map((module) => ({ path: 'api/v1', module }))),
        HealthModule,
        PortalModule,
        ...(config.metricsPort === undefined ? [] : [loadMetricsModule()]),
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        MethodRefusals,
        // In this order: who you are comes before what you send.
        { provide: APP_GUARD, useClass: config.metricsPort === undefined ? JwtAuthGuard : TimedAuthGuard },
        { provide: APP_GUARD, useClass: UserThrottleGuard },
        { provide: APP_GUARD, useClass: ScopeGuard },
        { provide: APP_GUARD, useClass: ReadableBodyGuard },
        { provide: APP_GUARD, useClass: PersonTurnGuard },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
    };
  }
}

/** A server without metrics does not even read their code. */
async function loadMetricsModule(): Promise<DynamicModule> {
  const { MetricsModule } = await import('./metrics/metrics.module.ts');
  return { module: MetricsModule };
}
