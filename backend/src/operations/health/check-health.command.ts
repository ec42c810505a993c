import { reasonOf } from '../../platform/errors/reason-of';

/** Longer than a healthy process ever takes, and shorter than the caller's timeout. In milliseconds. */
const PATIENCE = 2_000;

/**
 * A container engine's health check, run inside the container: exits with code 0 when the local server responds. Does
 * not check the database: a restart would not fix that.
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
