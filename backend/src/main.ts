/** Entry point of the server: `node dist/server/main.js`. */
import { tracing } from './platform/tracing/tracing';
import { exitOnUncaughtError, exitSoon } from './last-resort';
import { reasonOf } from './platform/errors/reason-of';
import { type RunningServer, serve } from './serve';

function runUntilEnded(server: RunningServer): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.stop().then(tracing.isOn ? exitSoon : undefined));
  }
  exitOnUncaughtError(() => server.stop(), server.longestStop);
  server.failure.catch(reportFailure);
}

function reportFailure(error: unknown): void {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}

serve(process.env).then(runUntilEnded, reportFailure);
