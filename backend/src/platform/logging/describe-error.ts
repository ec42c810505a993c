/**
 * What helps to find the cause of an error, and nothing of the data that met it: database drivers hang statements,
 * parameters and whole rows on their errors, password hashes among them (ASVS V16.2.5).
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) {
    return { type: typeof error };
  }
  const { code } = error as { code?: unknown };
  return {
    type: error.constructor.name,
    ...(typeof code === 'string' && { code }),
    message: error.message,
    stack: error.stack,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
