import { reasonOf } from '../../platform/errors/reason-of';

/** Longer than any answer of a process that is well; shorter than who asks is ready to wait. In milliseconds. */
const PATIENCE = 2_000;

/**
 * For a container engine, from inside: ends with code 0 when the server of this machine answers. Whether it has its
 * database is not asked: starting it again would not bring that back.
 */
async function checkHealth(port: string): Promise<void> {
  const { ok, status } = await fetch(`http://127.0.0.1:${port}/health/live`, {
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!ok) {
    throw new Error(`The server answers ${status}`);
  }
}

checkHealth(process.env.PORT || '3000').catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
});
