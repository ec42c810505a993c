import type { Config } from '../../../platform/config/config';
import type { Problem } from '../../../platform/errors/problem';
import { TemporaryFilesService } from './temporary-files.service';

const MEBIBYTE = 1_048_576;

describe('The space of temporary files', () => {
  const files = new TemporaryFilesService({
    uploadSpaceMaximum: 16 * MEBIBYTE,
    uploadSpacePerPerson: 8 * MEBIBYTE,
  } as Config);
  let end: () => void;
  let held: Promise<void>[];

  beforeEach(() => {
    held = [];
  });

  afterEach(async () => {
    end();
    await Promise.all(held);
    expect(files.size).toBe(0);
  });

  /** Has somebody take as much as they get, and keep it; resolves with how much that is, in MiB, and why it is no more. */
  function hoard(personId: string, ended: Promise<void>): Promise<[number, string]> {
    return new Promise((resolve, reject) => {
      const holding = files.lend(personId, async (file) => {
        for (;;) {
          try {
            await file.append(Buffer.alloc(MEBIBYTE));
          } catch (error) {
            resolve([file.length / MEBIBYTE, (error as Problem).code]);
            return ended;
          }
        }
      });
      held.push(holding);
      holding.catch(reject);
    });
  }

  it('is half for whoever is alone, and less for each who comes later; a small file always finds some', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    end = resolve;
    expect([await hoard('ada', promise), await hoard('bob', promise), await hoard('eve', promise)]).toEqual([
      [8, 'RATE_LIMITED'],
      [4, 'UNAVAILABLE'],
      [2, 'UNAVAILABLE'],
    ]);
    await files.lend('kim', (file) => file.append(Buffer.alloc(MEBIBYTE)));
  });
});
