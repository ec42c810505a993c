import { randomBytes, randomUUID } from 'node:crypto';
import type { Config } from '../../platform/config/config';
import { parseSecretList, type Secret } from '../../platform/config/secret-list';
import { RefreshTokensService } from './refresh-tokens.service';

const [former, next] = parseSecretList(
  [randomBytes(32), randomBytes(32)].map((bytes) => bytes.toString('hex')).join(),
) as [Secret, Secret];
const CLAIMS = { sessionId: randomUUID(), generation: 7 };

const withKeys = (...refreshSecrets: Secret[]) =>
  new RefreshTokensService({ refreshSecrets } as unknown as Config);

describe('RefreshTokensService', () => {
  it.each<[string, Secret[], Secret[], boolean]>([
    ['without any change', [former], [former], true],
    ['when a new key was appended', [former], [former, next], true],
    ['when the new key was put in front', [former], [next, former], true],
    ['of the new key, where it stands behind', [next, former], [former, next], true],
    ['of the new key, when the old one was taken off', [next, former], [next], true],
    ['of the old key, when it was taken off', [former], [next], false],
    ['of the new key, where it is not known yet', [next, former], [former], false],
  ])('know only listed keys: a token %s', (_name, issuer, reader, known) => {
    const token = withKeys(...issuer).issue(CLAIMS);
    expect(withKeys(...reader).read(token)).toEqual(known ? CLAIMS : undefined);
  });
});
