import { crc32 } from 'node:zlib';
import {
  createPersonalToken,
  readPersonalToken,
} from '../../backend/src/identity/personal-tokens/personal-token';
import { readText } from './workspace';

const text = readText('docs/access-tokens.md');

/** The first match of a form in the manual. */
const promised = (form: RegExp): string => form.exec(text)?.[1] ?? '';

describe('docs/access-tokens.md', () => {
  it('gives scanners the form that a token has', () => {
    const { token } = createPersonalToken();
    const pattern = promised(/```regexp\n(.+)\n```/);
    expect(pattern).toContain('twd_');
    const [found] = new RegExp(pattern).exec(`curl -H "Authorization: Bearer ${token}" https://a`) ?? [];
    expect(found).toBe(token);
    expect(new RegExp(pattern).test(`${token}0`)).toBe(false);
    expect(new RegExp(pattern).test(`a${token}`)).toBe(false);
  });

  it('explains the checksum of its example', () => {
    const example = promised(/(twd_[0-9a-f]{104})/);
    expect(readPersonalToken(example)).toBeDefined();
    const unchecked = example.slice(0, -8);
    expect(unchecked + crc32(unchecked).toString(16).padStart(8, '0')).toBe(example);
  });
});
