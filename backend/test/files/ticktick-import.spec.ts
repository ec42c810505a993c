import type { Visitor } from '../support/people/visitor';
import { refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { allTasks, importFile } from '../support/tasks/task-files';

const PREAMBLE = '"Date: 2026-11-21+0000"\n"Version: 7.1"\n"Status: \n0 Normal\n1 Completed\n2 Archived"\n';
const COLUMNS =
  '"Folder Name","List Name","Title","Kind","Tags","Content","Is Check list","Start Date","Due Date","Reminder","Repeat","Priority","Status","Created Time","Completed Time","Order","Timezone","Is All Day","Is Floating","Column Name","Column Order","View Mode","taskId","parentId"\n';
const tickTick = (...rows: string[]): string => PREAMBLE + COLUMNS + rows.map((row) => `${row}\n`).join('');

describe('A backup of TickTick', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register();
  });

  const importBackup = async (file: string) => {
    const { status, body } = await importFile(person, 'ticktick', file);
    expect({ status, detail: body.detail }).toEqual({ status: 200, detail: undefined });
    return (body.adaptations ?? []).map(({ row, code }) => `${row} ${code}`);
  };

  it('has its tasks taken over from below its preamble', async () => {
    const file = tickTick(
      '"","Home","Water the plants","TEXT","daily, green","Twice","N","2026-11-21T15:00:00+0000","2026-11-21T15:00:00+0000","","","5","0","2026-11-01T08:00:00+0000","","1","Asia/Tokyo","true","false","","","list","1",""',
      '"","Home","Call Mira","TEXT","","","N","","","","","0","1","2026-11-02T08:00:00+0000","2026-11-03T08:00:00+0000","2","UTC","true","false","","","list","2",""',
    );
    expect(await importBackup(file)).toEqual([]);
    expect(await allTasks(person)).toMatchObject([
      {
        title: 'Water the plants',
        description: 'Twice',
        tags: ['daily', 'green', 'Home'],
        dueDate: '2026-11-22',
        priority: 'high',
        createdAt: '2026-11-01T08:00:00.000Z',
        completed: false,
      },
      { title: 'Call Mira', completedAt: '2026-11-03T08:00:00.000Z', tags: ['Home'], dueDate: null },
    ]);
  });

  it('keeps in the description what has no field here', async () => {
    const file = tickTick(
      '"Private","Home","Garden","CHECKLIST","","▫Mow▪Rake▫Sow","Y","","","","","3","2","","","1","UTC","true","false","","","list","1",""'.replace(
        '▪',
        '\n▪',
      ),
      '"","Home","Mow","TEXT","","","N","2026-11-20T08:00:00+0000","2026-11-21T13:30:00+0000","TRIGGER:PT0S","RRULE:FREQ=WEEKLY","1","-1","","","2","Europe/Berlin","false","false","Soon","","list","2","1"',
      '"","","","TEXT","","","N","","","","","0","0","","","3","UTC","true","false","","","list","3",""',
    );
    expect(await importBackup(file)).toEqual([
      '5 MOVED_TO_DESCRIPTION',
      '6 DATE_IN_DESCRIPTION',
      '6 MOVED_TO_DESCRIPTION',
      '7 LEFT_OUT',
    ]);
    const [garden, mow] = await allTasks(person);
    expect(garden).toMatchObject({
      description: '[ ] Mow\n[x] Rake\n[ ] Sow\n\nFolder: Private',
      priority: 'medium',
      completed: true,
    });
    expect(mow).toMatchObject({ dueDate: '2026-11-21', priority: 'low', completed: true });
    expect(mow?.description?.split('\n\n')).toEqual([
      'Part of: Garden',
      'Due: 2026-11-21 14:30 (Europe/Berlin)',
      'Start: 2026-11-20 09:00 (Europe/Berlin)',
      'Column: Soon',
      'Status: given up',
      'Repeats: RRULE:FREQ=WEEKLY',
      'Reminder: TRIGGER:PT0S',
    ]);
  });

  it('with an odd priority or instant keeps the task', async () => {
    const file = tickTick(
      '"","Home","A","TEXT","","","N","","","","","__proto__","0","0001-01-01T00:00:00+1400","","1","UTC","true","false","","","list","1",""',
    );
    expect(await importBackup(file)).toEqual(['5 MOVED_TO_DESCRIPTION']);
    const description = 'Priority: __proto__\n\nCreated time: 0001-01-01T00:00:00+1400';
    expect(await allTasks(person)).toMatchObject([{ priority: 'none', description }]);
  });

  it('with an unknown status or odd times keeps them in the description, and says so', async () => {
    const file = tickTick(
      '"","Home","A","TEXT","","","N","","","","","0","7","yesterday","2026-11-03T08:00:00+0000","1","UTC","true","false","","","list","1",""',
      '"","Home","B","TEXT","","","N","","","","","0","2","","never","2","","true","false","","","list","2",""',
    );
    expect(await importBackup(file)).toEqual(['5 MOVED_TO_DESCRIPTION', '6 MOVED_TO_DESCRIPTION']);
    const [open, done] = await allTasks(person);
    expect(open).toMatchObject({ title: 'A', completed: false });
    expect(open?.description?.split('\n\n')).toEqual([
      'Status: 7',
      'Created time: yesterday',
      'Completed time: 2026-11-03T08:00:00+0000',
    ]);
    expect(done).toMatchObject({ title: 'B', completed: true, description: 'Completed time: never' });
  });

  it('with an unknown time zone has its day in UTC, and says so', async () => {
    const file = tickTick(
      '"","Home","A","TEXT","","","N","","2026-11-21T23:30:00+0000","","","0","0","","","1","Mars/X","true","false","","","list","1",""',
    );
    const { body } = await importFile(person, 'ticktick', file);
    const message = expect.stringContaining('those in UTC') as string;
    expect(body.adaptations).toEqual([{ row: 5, code: 'MOVED_TO_DESCRIPTION', message }]);
    expect(await allTasks(person)).toMatchObject([
      { dueDate: '2026-11-21', description: 'Time zone: Mars/X' },
    ]);
  });

  it('keeps what stands in a column that comes twice, and beyond the last', async () => {
    const file = 'Title,List Name,Status,title,\nA,Home,0,B,C,D\n';
    expect(await importBackup(file)).toEqual(['2 MOVED_TO_DESCRIPTION']);
    const description = 'title (2): B\n\nColumn 5: C\n\nColumn 6: D';
    expect(await allTasks(person)).toMatchObject([{ title: 'A', tags: ['Home'], description }]);
  });

  it('is refused without its columns', async () => {
    const answer = await importFile(person, 'ticktick', 'title\nA\n');
    expect(refusedFields(answer)).toEqual(['/1/List Name', '/1/Status', '/1/Title']);
  });
});
