import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { getRounds } from 'bcrypt';
import type { Config } from '../../platform/config/config';
import { parseSecretList } from '../../platform/config/secret-list';
import { HashQueueService } from './hash-queue.service';
import { PasswordHasherService } from './password-hasher.service';
import { PasswordWorkerService } from './password-worker.service';
import { OPERATOR, type Requester } from './requester';

/** The real one, and the cost of everything it compared with. */
class RecordingWorker extends PasswordWorkerService {
  costs: number[] = [];

  override compare(secret: string, hash: string, requester: Requester): Promise<boolean> {
    this.costs.push(getRounds(hash));
    return super.compare(secret, hash, requester);
  }
}

const [former, current] = parseSecretList(
  [randomBytes(32), randomBytes(32)].map((bytes) => bytes.toString('hex')).join(),
);
const PASSWORD = 'a long enough passphrase';

describe('PasswordHasherService', () => {
  const worker = new RecordingWorker(new HashQueueService({ webConcurrency: 1 } as Config));
  const hasherWith = (bcryptCost: number, ...passwordPeppers: (typeof current)[]) =>
    new PasswordHasherService(worker, { bcryptCost, passwordPeppers } as unknown as Config);
  const hasher = hasherWith(8, current, former);

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  afterAll(() => worker.onApplicationShutdown());

  it.each([
    ['letter case', 'a long enough passphrasE', PASSWORD],
    ['white space at the end', `${PASSWORD} `, PASSWORD],
    ['the 73rd byte', `${'x'.repeat(72)}a`, `${'x'.repeat(72)}b`],
    ['the last of 256 characters', `${'x'.repeat(255)}a`, `${'x'.repeat(255)}b`],
    ['the last of 64 characters of four bytes', `${'🔑'.repeat(63)}🎈`, `${'🔑'.repeat(63)}🚲`],
    ['what follows NUL', 'before\0after', 'before\0later'],
  ])('tells passwords apart by %s', async (_name, one, other) => {
    const hash = await hasher.hash(one, OPERATOR);
    expect(await hasher.verify(one, hash, OPERATOR)).toBe(true);
    expect(await hasher.verify(other, hash, OPERATOR)).toBe(false);
  });

  it('takes composed and decomposed letters for the same', async () => {
    const hash = await hasher.hash('une clé très secrète'.normalize('NFC'), OPERATOR);
    expect(await hasher.verify('une clé très secrète'.normalize('NFD'), hash, OPERATOR)).toBe(true);
  });

  it('verifies with every pepper that is listed, and with no other', async () => {
    const hash = await hasherWith(8, former).hash(PASSWORD, OPERATOR);
    expect(await hasher.verify(PASSWORD, hash, OPERATOR)).toBe(true);
    expect(await hasherWith(8, current).verify(PASSWORD, hash, OPERATOR)).toBe(false);
  });

  it('does the same work for an unknown account as for any known one', async () => {
    const storedHashes = {
      unknown: undefined,
      known: await hasher.hash(PASSWORD, OPERATOR),
      cheaper: await hasherWith(5, current).hash(PASSWORD, OPERATOR),
      'of a former pepper': await hasherWith(8, former).hash(PASSWORD, OPERATOR),
      'of a forgotten pepper': `${'x'.repeat(8)}$${(await hasher.hash(PASSWORD, OPERATOR)).slice(9)}`,
    };
    for (const [account, storedHash] of Object.entries(storedHashes)) {
      worker.costs = [];
      expect(await hasher.verify('not the right one', storedHash, OPERATOR)).toBe(false);
      const work = worker.costs.reduce((sum, cost) => sum + 2 ** cost, 0);
      expect({ account, work }).toEqual({ account, work: 2 ** 8 });
    }
  });

  it('finds a hash of another cost or of a former pepper outdated', async () => {
    expect(hasher.isOutdated(await hasher.hash(PASSWORD, OPERATOR))).toBe(false);
    expect(hasher.isOutdated(await hasherWith(7, current).hash(PASSWORD, OPERATOR))).toBe(true);
    expect(hasher.isOutdated(await hasherWith(9, current).hash(PASSWORD, OPERATOR))).toBe(true);
    expect(hasher.isOutdated(await hasherWith(8, former).hash(PASSWORD, OPERATOR))).toBe(true);
  });
});
