/** Entry point of a worker: the regular server, with a channel to the supervisor that forked it. */
import { tracing } from './platform/tracing/tracing';
import 'reflect-metadata';
import cluster from 'node:cluster';
import { once } from 'node:events';
import { exitOnUncaughtError, exitSoon } from './last-resort';
import { type RunningServer, startServer } from './serve';
import { describeFailure, type WorkerEquipment, type WorkerReport } from './operations/workers/worker-report';
import { PortalFiles } from './portal/portal-files';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function tell(report: WorkerReport, then?: () => void): void {
  process.send?.(report, undefined, undefined, then);
}

function leave(): void {
  cluster.worker?.disconnect();
  if (tracing.isOn) {
    exitSoon();
  }
}

/** A signal can arrive twice: from the supervisor, and through the process group. */
function serveUntilEnded(server: RunningServer): void {
  let stopping = false;
  const stop = (): void => {
    if (!stopping) {
      stopping = true;
      void server.stop().then(leave);
    }
  };
  SIGNALS.forEach((signal) => process.on(signal, stop));
  exitOnUncaughtError(() => server.stop(), server.longestStop);
  tell({ url: server.url });
}

/** The supervisor's first message. */
async function receivePortal(): Promise<PortalFiles> {
  const [contents] = (await once(process, 'message')) as [WorkerEquipment];
  return new PortalFiles(contents);
}

receivePortal()
  .then((portal) => startServer(process.env, portal))
  .then(serveUntilEnded, (error: unknown) =>
    tell({ failure: describeFailure(error) }, () => process.exit(1)),
  );
