/** Programs of the built server, `dist/server/<name>.js`, and their sources in `backend/src`. They share `server.js`. */
export const PROGRAMS = {
  main: 'main.ts',
  'worker-process': 'worker-process.ts',
  migrate: 'platform/schema/migrate.command.ts',
  admin: 'operations/admin/admin.command.ts',
};

/** Those that need little of it, and have that in their own file. */
export const SMALL_PROGRAMS = {
  'check-health': 'operations/health/check-health.command.ts',
  'cli-data-source': 'cli-data-source.ts',
  'password-process': 'identity/passwords/password-process.ts',
};
