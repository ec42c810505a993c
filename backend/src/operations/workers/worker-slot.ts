import cluster, { type Worker } from 'node:cluster';
import { EventEmitter } from 'node:events';
import { RestartPause } from './restart-pause';
import { rebuildError, type WorkerEquipment, type WorkerReport } from './worker-report';

interface SlotEvents {
  /** Requests are answered at this address. */
  serving: [url: string, pid: number | undefined];
  lost: [worker: LostWorker];
}

export interface LostWorker {
  readonly pid: number | undefined;
  /** Its exit code or the signal that ended it. */
  readonly ending: number | string;
  /** Why it never served; undefined when it did. */
  readonly failure: Error | undefined;
  /** Milliseconds until another one takes its place. */
  readonly pause: number;
}

/** Keeps one worker alive: when it ends, another one takes its place after a pause. */
export class WorkerSlot extends EventEmitter<SlotEvents> {
  private readonly pause = new RestartPause();
  private readonly emptied = Promise.withResolvers<void>();
  private worker: Worker | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  /** Resolves when it is empty and stays so. */
  readonly ended = this.emptied.promise;

  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly equipment: WorkerEquipment,
  ) {
    super();
  }

  /** Whether there is a worker that serves, or may yet. */
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
    // Of a connection that was to be handed to a worker which is about to end: its end is what counts.
    worker.on('error', () => undefined);
    worker.process.send(this.equipment);
    worker.once('exit', (code: number | null, signal: string) => {
      this.worker = undefined;
      this.replace({ pid: worker.process.pid, ending: signal || (code ?? 0), failure }, start);
    });
  }

  /** Leaves the place empty from now on. */
  stop(signal: NodeJS.Signals): void {
    this.stopping = true;
    clearTimeout(this.timer);
    if (this.worker) {
      this.worker.process.kill(signal);
    } else {
      this.emptied.resolve();
    }
  }

  /** @param start when it began to serve; undefined when it never did. */
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
