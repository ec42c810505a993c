import { isPublicPage, safeReturnUrl } from './return-url';

describe('safeReturnUrl', () => {
  it.each([
    ['/tasks', '/tasks'],
    ['/tasks?status=all&q=milk#top', '/tasks?status=all&q=milk#top'],
    ['tasks', '/tasks'],
    [`${location.origin}/tasks?q=1`, '/tasks?q=1'],
    ['/tasks?next=https://evil.example', '/tasks?next=https://evil.example'],
  ])('goes back to our own page %s', (wanted, expected) => {
    expect(safeReturnUrl(wanted)).toBe(expected);
  });

  it.each([
    'https://evil.example/tasks',
    'http://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '\u0000//evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://evil.example/1',
    `${location.origin}//evil.example`,
    `${location.origin}@evil.example`,
    'https://[broken',
    '',
    undefined,
    null,
  ])('never leaves for %j', (wanted) => {
    const url = new URL(safeReturnUrl(wanted), location.origin);

    expect(url.origin).toBe(location.origin);
    expect(safeReturnUrl(wanted)).not.toMatch(/^[/\\]{2}/);
    expect(url.pathname).not.toContain('//');
  });

  it('does not lead back to an account page', () => {
    expect(safeReturnUrl('/sign-in?returnUrl=/sign-in')).toBe('/tasks');
    expect(safeReturnUrl('/sign-up')).toBe('/tasks');
  });
});

describe('isPublicPage', () => {
  it('knows the pages of people who are not signed in', () => {
    expect(isPublicPage('/sign-in?returnUrl=%2Ftasks')).toBe(true);
    expect(isPublicPage('/sign-up')).toBe(true);
    expect(isPublicPage('/tasks')).toBe(false);
    expect(isPublicPage('/sign-inside')).toBe(false);
  });
});
