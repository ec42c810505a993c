import { Module } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { ExportsModule } from '../../identity/exports/exports.module';
import { PasswordsModule } from '../../identity/passwords/passwords.module';
import { TaskChangesModule } from '../../tasks/changes/task-changes.module';
import { TaskTransferModule } from '../../tasks/transfer/task-transfer.module';
import { BuildInfoMetric } from './build-info';
import { ConnectionMetrics } from './connection-metrics';
import { LoadMetrics } from './load-metrics';
import { MetricsListener } from './metrics-listener';
import { RequestMetrics } from './request-metrics';
import { SessionMetrics } from './session-metrics';

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
    BuildInfoMetric,
    ConnectionMetrics,
    LoadMetrics,
    MetricsListener,
    RequestMetrics,
    SessionMetrics,
  ],
})
export class MetricsModule {}
