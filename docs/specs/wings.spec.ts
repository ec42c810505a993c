import { listSources } from '../../backend/test/support/files/workspace-files';
import { isRefused as isRefusedAt } from './import-rules';
import { readText } from './workspace';

const isRefused = (file: string, imports: string): Promise<boolean> =>
  isRefusedAt(`backend/src/${file}`, imports);

describe('The wings of the server', () => {
  it.each([
    ['a wing above', 'identity/scope.ts', `import '../tasks/core/task.entity';`],
    ['a wing beside it', 'operations/doctor/doctor.ts', `import '../../portal/portal.module';`],
    ['a later folder', 'identity/users/user.entity.ts', `import '../auth/auth.service';`],
    ['a folder of its wing from the root of it', 'identity/scope.ts', `import './users/user.entity';`],
    ['the list of its wing', 'identity/users/user.entity.ts', `import '../entities';`],
    ['the composition', 'tasks/core/tasks.service.ts', `export * from '../../app.module';`],
    ['a type', 'platform/http/client.ts', `import type { Scope } from '../../identity/scope';`],
    ['what is loaded late', 'platform/http/client.ts', `await import('../../identity/scope');`],
    [
      'a wing below from a folder without a place',
      'tasks/nowhere/nowhere.ts',
      `import '../../identity/scope';`,
    ],
    ['a wing from a folder beside them', 'nowhere/nowhere.ts', `import '../identity/scope';`],
    ['what is required', 'platform/http/client.ts', `require('../../identity/scope');`],
  ])('do not import %s', async (_name, file, imports) => {
    expect(await isRefused(file, imports)).toBe(true);
  });

  it.each([
    ['a wing below', 'tasks/core/tasks.service.ts', `import '../../identity/scope';`],
    ['an earlier folder', 'identity/auth/auth.service.ts', `import '../users/user.entity';`],
    ['the root of their wing', 'identity/users/users.controller.ts', `import '../public.decorator';`],
    ['their own folder', 'tasks/transfer/task-file.ts', `import './import/upload';`],
    ['the list of a wing below', 'tasks/entities.ts', `import '../identity/entities';`],
    ['what they list', 'identity/entities.ts', `import './users/user.entity';`],
    ['packages', 'platform/http/client.ts', `import '@nestjs/common'; import 'node:path';`],
  ])('import %s', async (_name, file, imports) => {
    expect(await isRefused(file, imports)).toBe(false);
  });

  it('are described with all of their folders', () => {
    const folders = listSources().map((path) => /^backend\/src\/\w+\/([\w-]+)\//.exec(path)?.[1]);
    const page = readText('docs/architecture.md');
    const found = [...new Set(folders)].filter((folder) => folder !== undefined);
    expect(found.length).toBeGreaterThan(30);
    expect(found.filter((folder) => !page.includes(`\`${folder}\``))).toEqual([]);
  });

  it('are put together by what stands beside them', async () => {
    expect(
      await isRefused('main.ts', `import './tasks/core/task.entity'; import './api-document/serve-docs';`),
    ).toBe(false);
  });
});
