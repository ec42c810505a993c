import { csvDialectOf } from './csv-dialect';

describe('csvDialectOf', () => {
  it.each([
    ['title\nA;B;C', ',', 0],
    ['title,dueDate\nA;B;C;D', ',', 0],
    ['title;dueDate\n', ';', 0],
    ['title\tdueDate', '\t', 0],
    ['\ufeff\r\n\r\ntitle;dueDate\n', ';', 0],
    ['"title";"what, when, where"\n', ';', 0],
    ['sep=;\r\ntitle,x', ';', 7],
    ['\ufeffSEP=|\ntitle|x', '|', 9],
    ['"sep=\t"\rtitle', '\t', 8],
    ['sep=,', ',', 0],
    ['sep="\ntitle', ',', 0],
  ])('of %j is %j, from byte %d on', (beginning, delimiter, start) => {
    expect(csvDialectOf(beginning)).toEqual({ delimiter, start });
  });
});
