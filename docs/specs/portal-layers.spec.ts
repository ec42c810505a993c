import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../../backend/test/support/files/workspace-files';
import { isRefused } from './import-rules';
import { readText } from './workspace';

const APP = 'frontend/src/app';

describe('The folders of the portal', () => {
  it.each([
    ['a folder above', 'session/session.ts', `import '../tasks/task-store';`],
    ['a later folder', 'tasks/task-store.ts', `import '../account/account-api';`],
    ['what is loaded late', 'ui/toasts.ts', `await import('../session/session');`],
    ['a type', 'problems/problem.ts', `import type { Session } from '../session/session';`],
    ['what puts them together', 'shell/shell.ts', `import '../app.routes';`],
    ['anything from a folder without a place', 'nowhere/nowhere.ts', `import '../ui/toasts';`],
  ])('do not import %s', async (_name, file, imports) => {
    expect(await isRefused(join(APP, file), imports)).toBe(true);
  });

  it.each([
    ['a folder below', 'account/account-layout.ts', `import '../tasks/board-address';`],
    ['their own', 'tasks/task-store.ts', `import './task-api';`],
    ['packages', 'ui/toasts.ts', `import '@angular/core';`],
  ])('import %s', async (_name, file, imports) => {
    expect(await isRefused(join(APP, file), imports)).toBe(false);
  });

  it('are put together by the files beside them', async () => {
    expect(await isRefused(join(APP, 'app.routes.ts'), `import './shell/shell'; import './app';`)).toBe(
      false,
    );
  });

  it('are described', () => {
    const page = readText('docs/architecture.md');
    const folders = readdirSync(join(WORKSPACE, APP), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.length).toBeGreaterThan(5);
    expect(folders.filter(({ name }) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
