import { isGranted, type Scope } from './scope';

describe('isGranted', () => {
  it.each<[Scope, Scope[], boolean]>([
    ['tasks:read', ['tasks:read'], true],
    ['tasks:read', ['tasks:write'], true],
    ['tasks:write', ['tasks:write'], true],
    ['tasks:write', ['tasks:read'], false],
    ['tasks:write', ['tasks:read', 'tasks:write'], true],
    ['tasks:read', [], false],
    ['tasks:write', [], false],
  ])('%s by %j: %s', (required, scopes, expected) => {
    expect(isGranted(required, scopes)).toBe(expected);
  });
});
