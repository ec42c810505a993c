import { cookieNameOf, hostCookieNameOf } from './cookie-name';

describe('The name of a cookie', () => {
  it.each([
    ['https://tasks.example.org', '__Host-session', 'session'],
    ['https://tasks.example.org:8443', '__Host-session_8443', 'session_8443'],
    ['http://localhost', 'session', 'session'],
    ['http://localhost:3000', 'session_3000', 'session_3000'],
    ['http://localhost:3001', 'session_3001', 'session_3001'],
  ])('at %s is %s, or %s where a script reads it', (url, ofHost, name) => {
    const publicUrl = new URL(url);
    const address = { publicUrl, secure: publicUrl.protocol === 'https:' };

    expect(hostCookieNameOf('session', address)).toBe(ofHost);
    expect(cookieNameOf('session', address)).toBe(name);
  });
});
