import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StrictProject, WORKSPACE } from './strict-project';

const DOCUMENT = join(WORKSPACE, 'backend/openapi.json');
const ORVAL = `export default { taskward: {
  input: ${JSON.stringify(DOCUMENT)},
  output: { target: './orval.ts', client: 'fetch', mode: 'split' },
} };`;

describe('From the OpenAPI document', () => {
  let project: StrictProject;

  beforeEach(() => {
    project = new StrictProject();
    project.write('orval.config.mjs', ORVAL);
  });

  afterEach(() => project.remove());

  it.each([
    ['openapi-typescript', 'types.ts', [DOCUMENT, '--output', 'types.ts']],
    ['openapi-ts', 'hey-api/sdk.gen.ts', ['-i', DOCUMENT, '-o', 'hey-api', '-c', '@hey-api/client-fetch']],
    ['ng-openapi-gen', 'angular/api.ts', ['--input', DOCUMENT, '--output', 'angular']],
    ['orval', 'orval.ts', ['--config', 'orval.config.mjs']],
  ])('%s makes a client that compiles in strict mode', (tool, file, args) => {
    expect(project.run(tool, ...args)).toBe('');
    expect(existsSync(join(project.folder, file))).toBe(true);
    expect(project.compile()).toBe('');
  });

  it('a mistake would be found', () => {
    expect(project.run('openapi-typescript', DOCUMENT, '--output', 'types.ts')).toBe('');
    project.write(
      'mistake.ts',
      `import type { components } from './types';
       export const task: components['schemas']['CreateTaskRequest'] = { title: 7 };`,
    );
    expect(project.compile()).toContain(`Type 'number' is not assignable to type 'string'`);
  });
});
