import type { ImportFormat } from './import-format';
import { rowErrorsOf } from './row-errors';

const placeOf = (format: ImportFormat, pointer: string) => {
  const [{ row, field } = { row: '', field: '' }] = rowErrorsOf(format, [
    { pointer, code: 'INVALID', message: '' },
  ]);
  return [row, field];
};

describe('Where in a file something is wrong', () => {
  it.each<[ImportFormat, string, [string, string]]>([
    ['csv', '/12/title', ['12', 'title']],
    ['todoist', '/3/tags', ['3', 'tags']],
    ['csv', '/4', ['4', '']],
    ['json', '/tasks/0/title', ['1', 'title']],
    ['json', '/tasks/12/tags/0', ['13', 'tags']],
    ['json', '/tasks/7', ['8', '']],
    ['json', '/tasks', ['', 'tasks']],
    ['json', '/format', ['', 'format']],
    ['json', '', ['', '']],
  ])('in %s, %s is %j', (format, pointer, place) => {
    expect(placeOf(format, pointer)).toEqual(place);
  });

  it('is told with what is wrong there, in the order of the server', () => {
    const errors = [
      { pointer: '/2/title', code: 'INVALID', message: 'This field must not be empty.' },
      { pointer: '/2/dueDate', code: 'INVALID', message: 'This field must be a calendar date YYYY-MM-DD.' },
    ];

    expect(rowErrorsOf('csv', errors)).toEqual([
      { row: '2', field: 'title', message: 'This field must not be empty.' },
      { row: '2', field: 'dueDate', message: 'This field must be a calendar date YYYY-MM-DD.' },
    ]);
  });
});
