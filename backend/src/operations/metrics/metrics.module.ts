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

/** With what a Node process tells of itself. */
function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Loaded only when `METRICS_PORT` is set: a server without metrics has none of this. */
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
