import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TimeSlice } from '../../../platform/http/time-slice';
import { FORMAT_OF, type ImportFormatName } from './import-format';

const TICKTICK = 'Title,List Name,Status\n';
const TODOIST = 'TYPE,CONTENT,DESCRIPTION\n';
const FILES: [ImportFormatName, string, string][] = [
  ['csv', 'empty rows', `title\n${'\n'.repeat(49_000)}`],
  ['ticktick', 'empty rows', `${TICKTICK}${'\n'.repeat(49_000)}`],
  ['ticktick', 'tasks without text', `${TICKTICK}${',Home,0\n'.repeat(49_000)}`],
  ['todoist', 'settings', `${TODOIST}${'meta,view_style=list,\n'.repeat(49_000)}`],
  ['todoist', 'rows without a type', `${TODOIST}${',text,\n'.repeat(49_000)}`],
  ['todoist', 'tasks without content', `${TODOIST}${'task,,\n'.repeat(49_000)}`],
  ['todoist', 'sections without a name', `${TODOIST}${'section,,\n'.repeat(49_000)}`],
  ['ics', 'empty lines', `BEGIN:VCALENDAR\nVERSION:2.0\n${'\n'.repeat(1_900_000)}END:VCALENDAR\n`],
  ['ics', 'lines that go on', `BEGIN:VCALENDAR\nVERSION:2.0\n${' \n'.repeat(1_900_000)}END:VCALENDAR\n`],
  ['ics', 'events', `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nEND:VEVENT\n'.repeat(50_000)}END:VCALENDAR\n`],
];

describe('A file without tasks', () => {
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

  const readAll = async (format: ImportFormatName, slice: TimeSlice) => {
    for await (const task of FORMAT_OF[format].read(file, () => undefined, slice)) {
      expect(task).toBe('there is none');
    }
  };

  it.each(FILES)(
    'as %s of %s leaves most of the processor to others, like one of tasks',
    async (format, _lines, text) => {
      await file.write(text);
      const renew = jest.spyOn(TimeSlice.prototype, 'renew');
      await readAll(format, new TimeSlice());
      expect(renew.mock.calls.length).toBeGreaterThan(2);
    },
  );

  it.each(FILES)('as %s of %s is read no further when its import ends', async (format, _lines, text) => {
    await file.write(text);
    const end = new AbortController();
    const slice = new TimeSlice(end.signal);
    jest.spyOn(slice, 'renew').mockImplementationOnce(() => {
      end.abort(new Error('The client has gone.'));
      return Promise.resolve();
    });
    await expect(readAll(format, slice)).rejects.toThrow('The client has gone.');
  });
});
