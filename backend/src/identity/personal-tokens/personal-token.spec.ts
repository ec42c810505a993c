import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { createPersonalToken, readPersonalToken, shownPrefixOf } from './personal-token';

const withChecksum = (unchecked: string): string =>
  unchecked + crc32(unchecked).toString(16).padStart(8, '0');

describe('A personal access token', () => {
  const { id, token, hash } = createPersonalToken();
  const digits = id.replaceAll('-', '');

  it('is mark, id, 32 bytes and checksum', () => {
    expect(token).toHaveLength(4 + 32 + 64 + 8);
    expect(token.startsWith(`twd_${digits}`)).toBe(true);
    expect(withChecksum(token.slice(0, -8))).toBe(token);
  });

  it('is read back as its id and its SHA-256', () => {
    expect(readPersonalToken(token)).toEqual({ id, hash });
    expect(hash).toEqual(createHash('sha256').update(token).digest());
  });

  it('keeps its leading zeros, the checksum’s too', () => {
    const counted = Array.from({ length: 1_000 }, (_, index) => withChecksum(numbered(index)));
    const padded = counted.filter((each) => each.at(-8) === '0');
    expect(padded.length).toBeGreaterThan(0);
    for (const each of padded) {
      expect(readPersonalToken(each)?.id).toMatch(/^0{8}-0{4}-0{4}-0{4}-0{12}$/);
    }
  });

  it('is never made twice', () => {
    const secrets = Array.from({ length: 1_000 }, () => createPersonalToken().token.slice(36, 100));
    expect(new Set(secrets).size).toBe(1_000);
  });

  it('has one spelling', () => {
    const others = [
      token.toUpperCase(),
      `twd_${token.slice(4).toUpperCase()}`,
      withChecksum(`twd_${digits.toUpperCase()}${token.slice(36, 100)}`),
      withChecksum(`twd_${id}${token.slice(36, 100)}`),
      withChecksum(token.slice(0, -9)),
      withChecksum(`${token.slice(0, -8)}0`),
      withChecksum(token.slice(4, -8)),
      `${token}\n`,
      ` ${token}`,
      `${token}${token}`,
      '',
      'twd_',
      'twd_00000000',
    ];
    expect(others.map(readPersonalToken)).toEqual(others.map(() => undefined));
  });

  it('is told from a look-alike by any one character', () => {
    for (let index = 4; index < token.length; index += 1) {
      const other = token[index] === '0' ? '1' : '0';
      expect(readPersonalToken(token.slice(0, index) + other + token.slice(index + 1))).toBeUndefined();
    }
  });

  it('is recognised by a beginning without anything secret', () => {
    expect(shownPrefixOf(id)).toBe(token.slice(0, 20));
  });

  function numbered(index: number): string {
    return `twd_${'0'.repeat(32)}${index.toString(16).padStart(64, '0')}`;
  }
});
