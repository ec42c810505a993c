/**
 * What `dist/server/server.js` is made of: the programs, which run as soon as they are loaded, and what the commands of
 * the workspace call. All of it is one file, so that it starts fast; each part is loaded when it is asked for.
 */
export const parts: Readonly<Record<string, () => Promise<unknown>>> = {
  // Programs
  main: () => import('./main.ts'),
  'worker-process': () => import('./worker-process.ts'),
  migrate: () => import('./platform/schema/migrate.command.ts'),
  admin: () => import('./operations/admin/admin.command.ts'),

  // For the commands of the workspace
  'api-document/write-document': () => import('./api-document/write-document.ts'),
  'last-resort': () => import('./last-resort.ts'),
  'operations/admin/purge-audit-events': () => import('./operations/admin/purge-audit-events.ts'),
  'operations/admin/run-admin': () => import('./operations/admin/run-admin.ts'),
  'platform/schema/migrate': () => import('./platform/schema/migrate.ts'),
  seed: () => import('./seed.ts'),
  serve: () => import('./serve.ts'),
};
