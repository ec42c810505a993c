const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const EXPECTED = ['StartupError', 'ConfigurationError', 'SchemaMismatchError'];

/** Codes of the operating system, such as EACCES. */
const SYSTEM = /^E[A-Z0-9]+$/;

/** A database out of reach, by the operating system's codes and by PostgreSQL's classes. */
const DATABASE = /^(ECONN|ENOTFOUND|ETIMEDOUT|EAI_|08|28|3D|53|57)/;

/**
 * Runs the body of a command line tool. Ctrl-C and SIGTERM abort the signal it gets, as often as they come, and
 * a body that ends early because of it has not failed. What a person can act on is told in its own words.
 */
export async function runCommand(body: (signal: AbortSignal) => Promise<void> | void): Promise<never> {
  const controller = new AbortController();
  SIGNALS.forEach((name) => process.on(name, () => controller.abort()));
  try {
    await body(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) {
      console.error(describe(error));
      process.exit(1);
    }
  }
  process.exit();
}

/** A message alone where the reason lies outside of the program, the whole error where it may be a mistake in it. */
function describe(error: unknown): unknown {
  const { name, code = '', message, errors } = error as Failure;
  const reason = message || errors?.[0]?.message || code;
  if (DATABASE.test(code)) {
    return `The database cannot be used: ${reason}`;
  }
  return EXPECTED.includes(name) || SYSTEM.test(code) ? reason : error;
}

interface Failure extends NodeJS.ErrnoException {
  /** Those of an AggregateError. */
  errors?: Error[];
}
