import { openTransaction, untilBlocked } from '../support/database/open-transaction';
import { LOGOUT_ALL, otherDevice } from '../support/people/account';
import { insertLongTasks, readOn, startDownload } from '../support/requests/download';
import { followEvents } from '../support/requests/event-reader';
import { ServerPair } from '../support/servers/server-pair';
import { importFile, TASK_EXPORT } from '../support/tasks/task-files';
import { createTask } from '../support/tasks/tasks';

describe('Signing out everywhere by way of one server process', () => {
  it('ends downloads, imports and streams of events at the other', async () => {
    const pair = await ServerPair.start();
    const { database } = pair;
    const person = pair.visitor();
    await person.register();
    await createTask(person);
    await insertLongTasks(database.owner, person.userId);
    const there = pair.via(1, await otherDevice(pair, person));
    const reader = await followEvents(there);
    const download = await startDownload(there, TASK_EXPORT);
    expect(download.statusCode).toBe(200);

    const blocker = await openTransaction(database);
    await blocker.query('SELECT FROM task_feeds WHERE owner_id = $1 FOR UPDATE', [person.userId]);
    const imported = importFile(there, 'csv', 'title\nToo late');
    await untilBlocked(database.owner);
    expect((await person.send('POST', LOGOUT_ALL)).status).toBe(204);
    await blocker.commit();

    // 503 where the machine is so slow that it gave up waiting.
    expect([401, 503]).toContain((await imported).status);
    const late = await database.owner.query<unknown[]>(`SELECT FROM tasks WHERE title = 'Too late'`);
    expect(late).toEqual([]);
    await reader.rest();
    expect((await readOn(download)).isWhole).toBe(false);
    await pair.stop();
  });
});
