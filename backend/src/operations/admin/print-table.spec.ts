import { toTable } from './print-table';

describe('toTable', () => {
  it('aligns columns below their headings', () => {
    const rows = [
      { email: 'ada@example.org', createdAt: new Date(0) },
      { email: 'é@b', createdAt: null },
    ];
    expect(toTable(rows, ['email', 'createdAt'])).toEqual([
      'EMAIL            CREATED_AT',
      'ada@example.org  1970-01-01T00:00:00.000Z',
      'é@b              -',
    ]);
  });

  it('lists texts with commas, and says none by a dash', () => {
    const rows = [{ scopes: ['tasks:read', 'tasks:write'] }, { scopes: [] }];
    expect(toTable(rows, ['scopes'])).toEqual(['SCOPES', 'tasks:read, tasks:write', '-']);
  });

  it('is nothing for no rows', () => {
    expect(toTable([], ['email'])).toEqual([]);
  });

  it('lets no text of others move the cursor, turn around or fill the screen', () => {
    const [, line = ''] = toTable([{ agent: `\u001b[2J\u202eevil\r\n${'x'.repeat(500)}` }], ['agent']);
    expect(line).toMatch(/^[\ufffd[\]\w…]{60}$/);
  });
});
