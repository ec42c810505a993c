import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TimeSlice } from '../../../platform/http/time-slice';
import { FORMAT_OF, type ImportFormatName } from './import-format';

describe('A file of lines without tasks', () => {
  let folder: string;
  let file: FileHandle;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taskward-lines-'));
    file = await open(join(folder, 'file'), 'w+');
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await file.close();
    await rm(folder, { recursive: true });
  });

  it.each<[ImportFormatName, string]>([
    ['csv', `title\n${'\n'.repeat(49_000)}`],
    ['ticktick', `Title,List Name,Status\n${'\n'.repeat(49_000)}`],
    ['ics', `BEGIN:VCALENDAR\nVERSION:2.0\n${'\n'.repeat(2_000_000)}END:VCALENDAR\n`],
  ])('as %s leaves most of the processor to others, like one of tasks', async (format, text) => {
    await file.write(text);
    const renew = jest.spyOn(TimeSlice.prototype, 'renew');
    for await (const task of FORMAT_OF[format].read(file, () => undefined)) {
      expect(task).toBe('there is none');
    }
    expect(renew.mock.calls.length).toBeGreaterThan(2);
  });
});
