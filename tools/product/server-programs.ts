/** Programs of the built server, `dist/server/<name>.js`: each loads its part (`backend/src/server-parts.ts`). */
export const PROGRAMS = ['main', 'worker-process', 'migrate', 'admin'];

/** Those that need little, and have that in their own file; with their sources in `backend/src`. */
export const SMALL_PROGRAMS = {
  'check-health': 'operations/health/check-health.command.ts',
  'cli-data-source': 'cli-data-source.ts',
  'password-process': 'identity/passwords/password-process.ts',
};
