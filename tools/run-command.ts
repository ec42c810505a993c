const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const EXPECTED = ['StartupError', 'ConfigurationError', 'SchemaMismatchError'];

/** Error codes of the operating system, such as EACCES. */
const SYSTEM = /^E[A-Z0-9]+$/;

/** Database connection failures, by the operating system's codes and by PostgreSQL's classes. */
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

/** Only the message for external causes, the whole error where it may be a bug. */
function describe(error: unknown): unknown {
  const { name, code = '', message, errors } = error as Failure;
  const reason = message || errors?.[0]?.message || code;
  if (DATABASE.test(code)) {
    return `The database cannot be used: ${reason}`;
  }
  return EXPECTED.includes(name) || SYSTEM.test(code) ? reason : error;
}

interface Failure extends NodeJS.ErrnoException {
  /** The errors of an AggregateError. */
  errors?: Error[];
}
