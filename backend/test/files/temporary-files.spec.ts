import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../src/platform/config/config';
import { TemporaryFilesService } from '../../src/tasks/transfer/import/temporary-files.service';
import { createTestDatabase } from '../support/database/test-database';
import { openTemporaryFiles } from '../support/files/temporary-files';
import { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { endCleanly, startReady } from '../support/servers/server-pair';
import { importFile } from '../support/tasks/task-files';

describe('Temporary files', () => {
  const files = new TemporaryFilesService({ uploadSpaceMaximum: 12, uploadSpacePerPerson: 10 } as Config);

  it('have no name, and are read as they were written', async () => {
    const content = await files.lend('ada', async (file) => {
      expect(await openTemporaryFiles()).toEqual([expect.stringMatching(/ \(deleted\)$/)]);
      await file.append(Buffer.from('12345'));
      await file.append(Buffer.from('67890'));
      const { buffer } = await file.handle.read(Buffer.alloc(10), 0, 10, 0);
      return buffer.toString();
    });
    expect(content).toBe('1234567890');
  });

  it('have so much space together, which comes back in whatever way they end', async () => {
    await files.lend('ada', async (one) => {
      await one.append(Buffer.alloc(6));
      const other = files.lend('eve', async (file) => {
        await file.append(Buffer.alloc(4));
        expect(files.size).toBe(10);
        await file.append(Buffer.alloc(3));
      });
      await expect(other).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect(files.size).toBe(6);
    });
    expect(files.size).toBe(0);
  });

  it('have a share of the space for each person, which comes back as well', async () => {
    for (const kept of [5, 0]) {
      await files.lend('ada', async (one) => {
        await one.append(Buffer.alloc(5));
        await files.lend('ada', async (other) => {
          await other.append(Buffer.alloc(5));
          await expect(other.append(Buffer.alloc(1))).rejects.toMatchObject({
            code: 'RATE_LIMITED',
            headers: {
              'RateLimit-Policy': '"upload_space";q=10;qu="content-bytes"',
              RateLimit: '"upload_space";r=0',
              'Retry-After': '30',
            },
          });
          await files.lend('eve', (hers) => hers.append(Buffer.alloc(2)));
        });
        await one.append(Buffer.alloc(kept));
      });
      expect(files.size).toBe(0);
    }
  });
});

describe('The folder of temporary files', () => {
  it('is cleared at the start of what a killed server left, and of nothing else; without it imports are refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'taskward-test-'));
    await writeFile(join(folder, `taskward-upload-${randomUUID()}`), 'left');
    await writeFile(join(folder, 'taskward-upload-notes'), 'kept');
    const database = await createTestDatabase({ TMPDIR: folder });
    const server = await startReady(database.environment);
    expect((await readdir(folder)).filter((name) => name.includes('upload'))).toEqual([
      'taskward-upload-notes',
    ]);
    await rm(folder, { recursive: true });
    const person = new Visitor(server.url);
    await person.register();
    expectProblem(await importFile(person, 'csv', 'title\nA'), 503, 'UNAVAILABLE');
    await endCleanly(server);
    await database.drop();
  });
});
