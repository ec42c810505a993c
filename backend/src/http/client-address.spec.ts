import { clientAddressOf } from './client-address';

describe('clientAddressOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['::1', '::1'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:192.0.2.7', '192.0.2.7'],
    ['fe80::1%eth0', 'fe80::1'],
    ['192.0.2.7:4711', '192.0.2.7'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['unknown', null],
    ['', null],
    ['192.0.2.256', null],
    ['192.0.2.7/24', null],
    ['_hidden:80', null],
    ['192.0.2.7\n', null],
  ])('of %j is %j', (ip, address) => {
    expect(clientAddressOf({ ip })).toBe(address);
  });
});
