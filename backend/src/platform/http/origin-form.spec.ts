import { NOWHERE, originForm } from './origin-form';

describe('The target of a request', () => {
  it.each([
    ['/api/v1/tasks?q=a', '/api/v1/tasks?q=a'],
    ['//api/v1/tasks', '//api/v1/tasks'],
    ['/a?b=http://host/c', '/a?b=http://host/c'],
    ['http://host/api/v1/tasks?q=a', '/api/v1/tasks?q=a'],
    ['HTTPS://user@host:1/a', '/a'],
    ['http://host', '/'],
    ['http://host?a=/b', '/?a=/b'],
    ['http://host//a', '//a'],
    ['/a?b#c', '/a?b'],
    ['/a#?b', '/a'],
    ['http://host#/a', '/'],
    ['*', NOWHERE],
    ['ftp://host/a', NOWHERE],
    ['host:80', NOWHERE],
  ])('%s is %s in origin-form', (url, path) => {
    expect(originForm({ url })).toBe(path);
  });

  it('is the root where there is none', () => {
    expect(originForm({})).toBe('/');
  });
});
