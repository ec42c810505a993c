import { publicAddressOf } from './public-address';

const PUBLIC_URL = new URL('http://localhost:3000');

describe('publicAddressOf', () => {
  it.each([
    ['/', '/'],
    ['/tasks?status=open', '/tasks?status=open'],
    ['/tasks/?returnUrl=//evil.example', '/tasks/?returnUrl=//evil.example'],
    ['//evil.example/tasks', '/evil.example/tasks'],
    ['/\\evil.example/tasks', '/evil.example/tasks'],
    ['///evil.example', '/evil.example'],
    ['/.//evil.example/tasks', '/.//evil.example/tasks'],
    ['http://evil.example/tasks', '/tasks'],
    ['http://[', '/'],
    ['http://evil.example?a=b', '/?a=b'],
    ['/@evil.example/tasks', '/@evil.example/tasks'],
  ])('keeps %s on its own host', (target, path) => {
    expect(publicAddressOf(target, PUBLIC_URL)).toBe(`http://localhost:3000${path}`);
  });
});
