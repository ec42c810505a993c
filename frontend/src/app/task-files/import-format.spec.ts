import { formatOf, mediaTypeOf } from './import-format';

const TODOIST = 'TYPE,CONTENT,DESCRIPTION,PRIORITY\r\ntask,Water the plants,,4\r\n';

describe('The format of a file', () => {
  it.each([
    ['tasks.csv', 'text/csv', 'csv'],
    ['TASKS.CSV', 'application/vnd.ms-excel', 'csv'],
    ['tasks.json', '', 'json'],
    ['tasks', 'application/json', 'json'],
    ['tasks', 'text/csv', 'csv'],
    ['tasks.json', 'text/csv', 'json'],
    ['calendar.ics', '', 'ics'],
    ['calendar', 'text/calendar', 'ics'],
    ['tasks.csv.exe', 'application/octet-stream', undefined],
    ['holiday.jpeg', 'image/jpeg', undefined],
  ])('%s of type “%s” is %s', (name, type, format) => {
    expect(formatOf({ name, type }, 'title\r\nWater the plants\r\n')).toBe(format);
  });

  it.each([
    TODOIST,
    `\uFEFF${TODOIST}`,
    TODOIST.replaceAll(',', ';'),
    '"TYPE"\t"CONTENT"\n"task"\t"Water the plants"\n',
  ])('is Todoist’s with its columns: %j', (beginning) => {
    expect(formatOf({ name: 'Inbox.csv', type: 'text/csv' }, beginning)).toBe('todoist');
  });

  it('is TickTick’s with its columns, below what it says of the file', () => {
    const preamble =
      '"Date: 2026-11-21+0000"\n"Version: 7.1"\n"Status: \n0 Normal\n1 Completed\n2 Archived"\n';
    const columns =
      '"Folder Name","List Name","Title","Kind","Tags","Content","Status","taskId","parentId"\n';
    expect(formatOf({ name: 'backup.csv', type: 'text/csv' }, preamble + columns)).toBe('ticktick');
    expect(formatOf({ name: 'backup.csv', type: 'text/csv' }, preamble)).toBe('csv');
  });

  it.each(['title,content,type of work\r\n', 'title\r\nTYPE,CONTENT\r\n'])(
    'is not Todoist’s without them: %j',
    (beginning) => {
      expect(formatOf({ name: 'tasks.csv', type: 'text/csv' }, beginning)).toBe('csv');
    },
  );

  it('is sent as what the server knows it as', () => {
    expect((['csv', 'todoist', 'ticktick', 'json', 'ics'] as const).map(mediaTypeOf)).toEqual([
      'text/csv',
      'text/csv',
      'text/csv',
      'application/json',
      'text/calendar',
    ]);
  });
});
