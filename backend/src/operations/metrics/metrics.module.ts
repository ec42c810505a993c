import { Module } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { ExportsModule } from '../../identity/exports/exports.module';
import { PasswordsModule } from '../../identity/passwords/passwords.module';
import { TaskChangesModule } from '../../tasks/changes/task-changes.module';
import { TaskTransferModule } from '../../tasks/transfer/task-transfer.module';
import { BuildInfoService } from './build-info.service';
import { ConnectionMetricsService } from './connection-metrics.service';
import { LoadMetricsService } from './load-metrics.service';
import { MetricsListenerService } from './metrics-listener.service';
import { RequestMetricsService } from './request-metrics.service';
import { SessionMetricsService } from './session-metrics.service';

/** Includes Node's default process metrics. */
function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Loaded only if `METRICS_PORT` is set, so that servers without metrics have no overhead. */
@Module({
  imports: [ExportsModule, PasswordsModule, TaskChangesModule, TaskTransferModule],
  providers: [
    { provide: Registry, useFactory: createRegistry },
    BuildInfoService,
    ConnectionMetricsService,
    LoadMetricsService,
    MetricsListenerService,
    RequestMetricsService,
    SessionMetricsService,
  ],
})
export class MetricsModule {}
