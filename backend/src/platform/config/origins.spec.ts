import { validateSync } from 'class-validator';
import { Environment } from './environment';

/** The messages about both settings with this address. */
function problemsWith(address: string): string[] {
  const settings = { PUBLIC_URL: address, CORS_ORIGINS: address };
  return validateSync(Object.assign(new Environment(), settings))
    .filter(({ property }) => property in settings)
    .map(({ property, constraints }) => `${property}: ${Object.values(constraints ?? {}).join()}`);
}

describe('PUBLIC_URL and CORS_ORIGINS', () => {
  it.each([
    'https://a"onload=x.example.org',
    "https://a'b.example.org",
    'https://$`.example.org',
    'https://$&.org',
    'https://a;b.example.org',
  ])('refuse %s, whose host has characters of no name', (address) => {
    expect(problemsWith(address).sort()).toEqual([
      expect.stringMatching(/^CORS_ORIGINS: must be exact/),
      expect.stringMatching(/^PUBLIC_URL: must be an http/),
    ]);
  });

  it.each(['https://tasks_2.example-a.org:8443', 'http://192.0.2.1', 'http://[2001:db8::1]:3000'])(
    'take %s',
    (address) => {
      expect(problemsWith(address)).toEqual([]);
    },
  );
});
