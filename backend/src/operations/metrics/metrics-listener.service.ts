import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Config } from '../../platform/config/config';

/** In milliseconds: the scraper is a machine nearby. */
const REQUEST_TIMEOUT = 10_000;
/** More workers than any machine has processors; if all these ports are taken, something else is wrong. */
const WORKERS_MAXIMUM = 128;

/** Serves `/metrics`, and nothing else, on a separate port that API clients need not reach (ASVS V13.4.5). */
@Injectable()
export class MetricsListenerService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(MetricsListenerService.name);
  private readonly server = createServer({ requestTimeout: REQUEST_TIMEOUT }, (request, response) => {
    void this.answer(request, response);
  });

  constructor(
    private readonly registry: Registry,
    private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const port = await this.listen(this.config.metricsPort);
    this.logger.log(`Metrics are at http://${this.config.metricsHost}:${port}/metrics`);
  }

  /** Closes after the server, so that the last requests are counted too. */
  onApplicationShutdown(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** Workers share the API's port, but each takes the first free port for metrics. */
  private async listen(port = 0): Promise<number> {
    try {
      this.server.listen({ port, host: this.config.metricsHost, exclusive: true });
      await once(this.server, 'listening');
      return port;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (isTaken && cluster.isWorker && port < this.lastPort) {
        return this.listen(port + 1);
      }
      throw error;
    }
  }

  private get lastPort(): number {
    return (this.config.metricsPort ?? 0) + WORKERS_MAXIMUM - 1;
  }

  private async answer({ method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (url !== '/metrics' || (method !== 'GET' && method !== 'HEAD')) {
      response.writeHead(404).end();
      return;
    }
    try {
      const text = await this.registry.metrics();
      response.writeHead(200, { 'Content-Type': this.registry.contentType, 'Cache-Control': 'no-store' });
      response.end(method === 'GET' ? text : undefined);
    } catch (error) {
      this.logger.warn(error);
      response.writeHead(500).end();
    }
  }
}
