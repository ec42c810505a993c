import { randomBytes, randomUUID } from 'node:crypto';
import { parseSecretList } from '../config/secret-list';
import { UserPseudonyms } from './user-pseudonyms';

const someKey = () => ({ passwordPeppers: parseSecretList(randomBytes(32).toString('base64url')) });

describe('UserPseudonyms', () => {
  const config = someKey();
  const pseudonyms = new UserPseudonyms(config);

  it('call one person the same each time, on every server, and others differently', () => {
    const [one, two] = [randomUUID(), randomUUID()];
    expect(pseudonyms.of(one)).toMatch(/^[\w-]{22}$/);
    expect(pseudonyms.of(one)).toBe(new UserPseudonyms(config).of(one));
    expect(pseudonyms.of(two)).not.toBe(pseudonyms.of(one));
  });

  it('tell nothing without the key', () => {
    const id = randomUUID();
    expect(new UserPseudonyms(someKey()).of(id)).not.toBe(pseudonyms.of(id));
  });

  it('stay the same when there are more people than are kept', () => {
    const id = randomUUID();
    const before = pseudonyms.of(id);
    for (let count = 0; count < 10_001; count += 1) {
      pseudonyms.of(`somebody else ${count}`);
    }
    expect(pseudonyms.of(id)).toBe(before);
  });
});
