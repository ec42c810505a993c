import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Config } from '../../../platform/config/config';
import { TimeSlice } from '../../../platform/http/time-slice';
import { FORMAT_OF, type ImportFormatName } from './import-format';
import { FILE_MAXIMUM } from './import-limits';
import { StagedTasks } from './staged-tasks';
import { checkTasks } from './task-check';
import { TemporaryFilesService } from './temporary-files.service';
import { receive } from './upload';

const MEBIBYTE = 1_048_576;
const TASKS = 3_400;
const DESCRIPTION = 'x'.repeat(9_000);

function* writeCsv(): Generator<Buffer> {
  yield Buffer.from('title,description\n');
  for (let index = 0; index < TASKS; index += 1) {
    yield Buffer.from(`Task ${index},${DESCRIPTION}\n`);
  }
}

function* writeJson(): Generator<Buffer> {
  yield Buffer.from('{"format":"taskward-tasks","version":1,"tasks":[');
  for (let index = 0; index < TASKS; index += 1) {
    const separator = index > 0 ? ',' : '';
    yield Buffer.from(separator + JSON.stringify({ title: `Task ${index}`, description: DESCRIPTION }));
  }
  yield Buffer.from(']}');
}

/** Their titles, which are kept for subtasks, are parts of longer texts. */
function* writeCalendar(): Generator<Buffer> {
  yield Buffer.from('BEGIN:VCALENDAR\n');
  for (let index = 0; index < TASKS; index += 1) {
    const lines = [
      `UID:a-calendar-of-${index}`,
      `SUMMARY:A longer title ${index}`,
      `DESCRIPTION:${DESCRIPTION}`,
    ];
    yield Buffer.from(['BEGIN:VTODO', ...lines, 'END:VTODO', ''].join('\n'));
  }
  yield Buffer.from('END:VCALENDAR\n');
}

function* writeTickTick(): Generator<Buffer> {
  yield Buffer.from('Title,List Name,Status,taskId,Content\n');
  for (let index = 0; index < TASKS; index += 1) {
    yield Buffer.from(`,,0,a-task-of-ticktick-${index},"A longer title ${index}\n${DESCRIPTION}"\n`);
  }
}

/** Bytes that are really in use. */
function measureMemory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('An import', () => {
  it.each<[ImportFormatName, () => Iterable<Buffer>]>([
    ['csv', writeCsv],
    ['json', writeJson],
    ['ics', writeCalendar],
    ['ticktick', writeTickTick],
  ])('of 30 MB of %s needs no more memory at its end than at its beginning', async (format, write) => {
    const samples: number[] = [];
    const files = new TemporaryFilesService({ uploadSpaceMaximum: 3 * FILE_MAXIMUM } as Config);
    const count = await files.lend('ada', async (file) => {
      await receive(Readable.from(write()), file, FILE_MAXIMUM);
      expect(file.length).toBeGreaterThan(29 * MEBIBYTE);
      return files.lend('ada', async (stage) => {
        const staged = new StagedTasks(stage);
        const slice = new TimeSlice();
        const read = FORMAT_OF[format].read(file.handle, () => undefined, slice);
        for await (const task of checkTasks(read, slice)) {
          await staged.add(task);
          if (staged.count === 1 || staged.count === TASKS) {
            samples.push(measureMemory());
          }
        }
        return staged.count;
      });
    });
    expect({ count, samples: samples.length }).toEqual({ count: TASKS, samples: 2 });
    const [atFirst = 0, atLast = 0] = samples;
    expect(atLast - atFirst).toBeLessThan(5 * MEBIBYTE);
  });
});
