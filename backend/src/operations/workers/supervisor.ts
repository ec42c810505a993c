import cluster from 'node:cluster';
import { once } from 'node:events';
import { Logger } from '@nestjs/common';
import type { Config } from '../../platform/config/config';
import type { WorkerEquipment } from './worker-report';
import { type LostWorker, WorkerSlot } from './worker-slot';

/**
 * Forks workers that share one port, and replaces those that die. It handles no requests itself, and only distributes
 * connections.
 */
export class Supervisor {
  private readonly logger = new Logger(Supervisor.name);
  private readonly slots: WorkerSlot[];
  private readonly failed = Promise.withResolvers<never>();

  /** Rejects with the last error when no worker is left and the next one cannot start either. */
  readonly failure = this.failed.promise;

  /**
   * @param program entry point of the workers.
   * @param equipment the first message to each worker, including replacements: all workers get the same files, even if
   * those on disk have changed.
   */
  constructor(
    program: string,
    private readonly config: Config,
    environment: NodeJS.ProcessEnv,
    equipment: WorkerEquipment,
  ) {
    // As JSON, bytes would take several times the space.
    cluster.setupPrimary({ exec: program, args: [], serialization: 'advanced' });
    this.slots = Array.from({ length: config.webConcurrency }, () => new WorkerSlot(environment, equipment));
    for (const slot of this.slots) {
      slot.on('serving', (_url, pid) => this.logger.log({ event: 'worker-started', pid }));
      slot.on('lost', (worker) => this.note(worker));
    }
    this.failure.catch(() => undefined);
  }

  /**
   * Resolves to the URL once a worker responds. The first worker is started alone, to show whether any can start.
   * @throws whatever the first worker threw.
   */
  async start(): Promise<string> {
    const [first, ...others] = this.slots as [WorkerSlot, ...WorkerSlot[]];
    const serving = once(first, 'serving') as Promise<[string]>;
    first.fill();
    const [url] = await Promise.race([serving, this.failure]);
    others.forEach((slot) => slot.fill());
    return url;
  }

  /** Asks all workers to stop, and resolves when they have. */
  async stop(): Promise<void> {
    const { shutdownDelay, longestStop } = this.config;
    this.slots.forEach((slot) => slot.stop('SIGTERM'));
    const impatience = setTimeout(() => this.kill(), shutdownDelay + longestStop);
    await Promise.all(this.slots.map(({ ended }) => ended));
    clearTimeout(impatience);
  }

  private note({ failure, ...worker }: LostWorker): void {
    if (failure && !this.slots.some(({ isFilled }) => isFilled)) {
      this.slots.forEach((slot) => slot.stop('SIGTERM'));
      this.failed.reject(failure);
    } else {
      this.logger.warn({ event: 'worker-lost', ...worker, reason: failure?.message });
    }
  }

  private kill(): void {
    this.logger.warn({ event: 'workers-killed' });
    this.slots.forEach((slot) => slot.stop('SIGKILL'));
  }
}
