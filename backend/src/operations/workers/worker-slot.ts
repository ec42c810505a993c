import cluster, { type Worker } from 'node:cluster';
import { EventEmitter } from 'node:events';
import { RestartPause } from './restart-pause';
import { rebuildError, type WorkerEquipment, type WorkerReport } from './worker-report';

interface SlotEvents {
  /** The worker serves requests at this URL. */
  serving: [url: string, pid: number | undefined];
  lost: [worker: LostWorker];
}

export interface LostWorker {
  readonly pid: number | undefined;
  /** The exit code, or the signal that ended it. */
  readonly ending: number | string;
  /** Why it never served; undefined if it did. */
  readonly failure: Error | undefined;
  /** Milliseconds before it is replaced. */
  readonly pause: number;
}

/** Keeps one worker running: replaces it after a pause when it exits. */
export class WorkerSlot extends EventEmitter<SlotEvents> {
  private readonly pause = new RestartPause();
  private readonly emptied = Promise.withResolvers<void>();
  private worker: Worker | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  /** Resolves when the slot is empty for good. */
  readonly ended = this.emptied.promise;

  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly equipment: WorkerEquipment,
  ) {
    super();
  }

  /** Whether a worker is serving or starting. */
  get isFilled(): boolean {
    return this.worker !== undefined;
  }

  fill(): void {
    const worker = cluster.fork(this.environment);
    let failure: Error | undefined = new Error('A worker ended before it had started');
    let start: number | undefined;
    this.worker = worker;
    worker.once('message', (report: WorkerReport) => {
      failure = 'failure' in report ? rebuildError(report.failure) : undefined;
      if ('url' in report) {
        start = performance.now();
        this.emit('serving', report.url, worker.process.pid);
      }
    });
    // Raised for a connection that was being passed to a dying worker; its exit is handled instead.
    worker.on('error', () => undefined);
    worker.process.send(this.equipment);
    worker.once('exit', (code: number | null, signal: string) => {
      this.worker = undefined;
      this.replace({ pid: worker.process.pid, ending: signal || (code ?? 0), failure }, start);
    });
  }

  /** Leaves the slot empty from now on. */
  stop(signal: NodeJS.Signals): void {
    this.stopping = true;
    clearTimeout(this.timer);
    if (this.worker) {
      this.worker.process.kill(signal);
    } else {
      this.emptied.resolve();
    }
  }

  /** @param start when it began to serve; undefined if it never did. */
  private replace(lost: Omit<LostWorker, 'pause'>, start: number | undefined): void {
    if (this.stopping) {
      this.emptied.resolve();
      return;
    }
    const pause = this.pause.after(start === undefined ? 0 : performance.now() - start);
    this.timer = setTimeout(() => this.fill(), pause);
    this.emit('lost', { ...lost, pause });
  }
}
