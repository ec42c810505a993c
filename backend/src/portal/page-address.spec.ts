import { isPageAddress } from './page-address';

describe('The portal', () => {
  it.each([
    '/',
    '/tasks',
    '/tasks/',
    '/account/security-events',
    '/apiary',
    '/healthy',
    '/(a:b)',
    '/@me',
    '/a-b_c~d',
  ])('can have a page at %s', (path) => {
    expect(isPageAddress(path)).toBe(true);
  });

  it.each([
    ...['/api', '/api/', '/API/v1/tasks', '/api/v1/tasks/', '/docs', '/health', '/Health/ready', '/metrics'],
    ...['/healthz', '/readyz', '/livez', '/openapi'],
    ...['//', '//api/v1/tasks', '//health/ready', '/tasks//x', '///'],
    ...['/%61pi/v1/tasks', '/api%2Fv1/tasks', '/%2e%2e/api', '/tasks%2F', '/%zz', '/tasks/%00'],
    ...['/./api/v1/tasks', '/x/../api/v1/tasks', '/tasks/..', '/.git/config', '/.env', '/tasks/.hidden/x'],
    ...['/api;x=1/v1/tasks', '/tasks;x=1', '/api\\v1\\tasks', '/\\evil.example'],
    ...['/favicon.ico', '/main-ABCDEFGH.js', '/robots.txt', '/api.'],
  ])('has none at %s', (path) => {
    expect(isPageAddress(path)).toBe(false);
  });
});
