import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { refusedConnections } from '../../platform/http/connection-limit';

/** Connections rejected before they became a request. */
@Injectable()
export class ConnectionMetricsService implements OnModuleInit, OnApplicationShutdown {
  private readonly refused: Counter;

  constructor(registry: Registry) {
    this.refused = new Counter({
      name: 'taskward_refused_connections_total',
      help: 'Connections that were closed at once, since their source had as many as it may have.',
      registers: [registry],
    });
  }

  onModuleInit(): void {
    refusedConnections.subscribe(this.count);
  }

  onApplicationShutdown(): void {
    refusedConnections.unsubscribe(this.count);
  }

  private readonly count = (): void => this.refused.inc();
}
