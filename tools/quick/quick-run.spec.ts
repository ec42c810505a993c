import { selectTargets } from './quick-run.ts';

const USUAL = ['format', 'spelling', 'lint', 'types', 'test'];

describe('The targets of a quick run', () => {
  it.each([
    ['the server', 'backend/src/tasks/core/tasks.service.ts', []],
    ['a route', 'backend/src/tasks/core/tasks.controller.ts', ['document']],
    ['a body', 'backend/src/tasks/core/dto/create-task.dto.ts', ['document']],
    ['the document of the API', 'backend/openapi.json', ['document']],
    ['a browser spec', 'e2e/src/theme.spec.ts', ['e2e']],
    ['what browser specs share', 'e2e/src/support/board.ts', []],
    ['a page', 'docs/api.md', ['recipes']],
    ['a recipe', 'docs/recipes/build-task.sh', ['recipes']],
    ['the portal', 'frontend/src/app/app.ts', []],
  ])('after a change of %s are those that it touches', (_name, changed, added) => {
    expect(selectTargets([changed])).toEqual([...USUAL, ...added]);
  });
});
