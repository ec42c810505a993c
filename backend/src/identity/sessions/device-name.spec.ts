import { shortestTimes } from '../../../test/support/time/shortest-times';
import { deviceNameOf } from '../../platform/http/device-name';

describe('deviceNameOf', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
      'Microsoft Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
      'Safari on macOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    ['curl/8.5.0', 'curl'],
    ['python-requests/2.32', 'python-requests'],
    ['Mozilla/5.0', null],
    ['node', null],
    ['<script>alert(1)</script>', null],
    [' ', null],
    ['', null],
    [null, null],
  ])('names %j as a person would: %j', (userAgent, name) => {
    expect(deviceNameOf(userAgent)).toBe(name);
  });

  const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

  it.each(['(', 'Firefox/'.repeat(60), `${'a'.repeat(511)}/`, 'Mozilla/5.0 ('.repeat(40)])(
    'is done at once with %s: not a thousand times slower than with one that browsers send',
    (userAgent) => {
      const [usual, hostile] = shortestTimes(
        () => deviceNameOf(FIREFOX),
        () => deviceNameOf(userAgent.slice(0, 512)),
      );
      expect(hostile).toBeLessThan(1_000 * usual);
    },
  );
});
