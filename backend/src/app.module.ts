import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, RouterModule } from '@nestjs/core';
import { PersonalTokensModule } from './identity/personal-tokens/personal-tokens.module';
import { ScopeGuard } from './identity/scope.guard';
import { AccountModule } from './identity/account/account.module';
import { AuditModule } from './identity/audit/audit.module';
import { AuthModule } from './identity/auth/auth.module';
import { JwtAuthGuard } from './identity/auth/jwt-auth.guard';
import { ConcurrencyModule } from './identity/concurrency/concurrency.module';
import { PersonTurnGuard } from './identity/lasting-access/person-turn.guard';
import { LastingAccessModule } from './identity/lasting-access/lasting-access.module';
import type { Config } from './platform/config/config';
import { ConfigModule } from './platform/config/config.module';
import { DatabaseModule } from './platform/schema/database.module';
import { ProblemFilter } from './platform/http/problem.filter';
import { ExternalTasksModule } from './tasks/external/external-tasks.module';
import { HealthModule } from './operations/health/health.module';
import { AllowedMethodsService } from './platform/http/allowed-methods.service';
import { ReadableBodyGuard } from './platform/http/readable-body.guard';
import { TimedAuthGuard } from './operations/metrics/timed-auth.guard';
import { PortalFiles } from './portal/portal-files';
import { PortalModule } from './portal/portal.module';
import { SessionsModule } from './identity/sessions/sessions.module';
import { ENTITIES } from './tasks/entities';
import { TaskChangesModule } from './tasks/changes/task-changes.module';
import { TaskBulkModule } from './tasks/bulk/task-bulk.module';
import { TaskTrashModule } from './tasks/trash/task-trash.module';
import { TaskTransferModule } from './tasks/transfer/task-transfer.module';
import { TasksModule } from './tasks/core/tasks.module';
import { UserThrottleGuard } from './identity/throttling/user-throttle.guard';
import { UsersModule } from './identity/users/users.module';
import { validationPipe } from './platform/validation/validation.pipe';

const API_MODULES = [
  AuthModule,
  SessionsModule,
  PersonalTokensModule,
  UsersModule,
  AccountModule,
  AuditModule,
  TasksModule,
  TaskChangesModule,
  TaskTrashModule,
  TaskBulkModule,
  ExternalTasksModule,
  TaskTransferModule,
];

@Module({})
export class AppModule {
  /** The portal comes last: it handles every path that no other route matches. */
  static with(config: Config, portal = PortalFiles.read()): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        DatabaseModule.with(ENTITIES),
        ConcurrencyModule,
        LastingAccessModule,
        ...API_MODULES,
        RouterModule.register(API_MODULES.map((module) => ({ path: 'api/v1', module }))),
        HealthModule,
        PortalModule.with(portal),
        ...(config.metricsPort === undefined ? [] : [loadMetricsModule()]),
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        AllowedMethodsService,
        // The order matters: authentication before validation.
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

/** Without metrics their code is not even loaded. */
async function loadMetricsModule(): Promise<DynamicModule> {
  const { MetricsModule } = await import('./operations/metrics/metrics.module.ts');
  return { module: MetricsModule };
}
