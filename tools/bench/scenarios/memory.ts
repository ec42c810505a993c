import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from '../data/signed-in.ts';
import { giveLongTasks, LIGHT } from '../data/task-data.ts';
import { HttpClient } from '../load/http-client.ts';
import { UnreadFiles } from '../load/unread-files.ts';
import { memoryOfTree } from '../processes/process-usage.ts';
import { startProduct } from '../processes/server-process.ts';
import { atMost, type Run, type Scenario } from '../scenario.ts';

/** Far more than a connection's buffers hold. */
const LONG_TASKS = 300;

/**
 * People with unread files, and files per person: as many exports and uploads as the product has to cope with. Fewer
 * people with more exports than usually allowed: creating tasks for a hundred people takes minutes.
 */
const UNREAD = { people: 10, exportsOfEach: 30, uploaders: 9, uploads: 25 };
const EXPORTS = UNREAD.people * UNREAD.exportsOfEach;

/** Sampling interval of memory in milliseconds. */
const LOOK_MILLISECONDS = 100;

interface AuthResponse {
  readonly accessToken: string;
  readonly user: { readonly email: string };
}

interface Memory {
  readonly idle: number;
  readonly exports: number;
  readonly uploads: number;
}

/** Memory of a production server while requested files remain unread. */
export const memory: Scenario = async (run) => {
  const { idle, exports, uploads } = await measure(run);
  return {
    columns: ['memory in MB', 'measured', 'to idle'],
    rows: [
      ['idle', idle, 1],
      [`${EXPORTS} unread exports`, exports, exports / idle],
      [`${UNREAD.uploads} uploads as well, at most`, uploads, uploads / idle],
    ],
    goals: [atMost(`memory in MB, ${EXPORTS} unread exports and ${UNREAD.uploads} uploads`, uploads, 300)],
  };
};

async function measure(run: Run): Promise<Memory> {
  const server = await startProduct(settingsOf(run), run.cleanup);
  const idle = memoryOfTree(server.pid);
  const tokens = await signInWithTasks(server.url, run);
  const files = new UnreadFiles(server.url);
  run.cleanup.defer(() => files.close());
  for (const token of tokens) {
    await Promise.all(Array.from({ length: UNREAD.exportsOfEach }, () => files.export(token)));
  }
  const exports = memoryOfTree(server.pid);
  const uploads = Array.from({ length: UNREAD.uploads }, (_, index) =>
    files.upload(tokens[index % UNREAD.uploaders] ?? ''),
  );
  return { idle, exports, uploads: await highestUntil(Promise.all(uploads), () => memoryOfTree(server.pid)) };
}

/** Production settings, except that a few people may have as many files as all together. */
function settingsOf({ world }: Run): NodeJS.ProcessEnv {
  return {
    ...world.environment,
    NODE_ENV: 'production',
    AUTH_THROTTLE: 'on',
    // A busy machine may need longer for this many concurrent uploads.
    REQUEST_TIMEOUT: '10m',
    IMPORT_TIMEOUT: '10m',
    EXPORTS_MAXIMUM: String(UNREAD.exportsOfEach),
    OPEN_TASKS_MAXIMUM: '1000000',
    UPLOAD_SPACE_MAXIMUM: '2048',
  };
}

/** Access tokens of people with many long tasks. */
async function signInWithTasks(url: string, { world }: Run): Promise<string[]> {
  const client = new HttpClient(url, 1);
  const key = world.environment.REFRESH_SECRETS ?? '';
  const people: AuthResponse[] = [];
  for (const token of await signIn(world.database, key, UNREAD.people)) {
    const headers = { 'x-taskward-csrf': '1', cookie: `taskward_refresh=${token}` };
    people.push(await client.expect(200, { method: 'POST', path: '/api/v1/auth/refresh', headers }));
  }
  client.close();
  const emails = people.map(({ user }) => user.email);
  await giveLongTasks(world.database, emails, LONG_TASKS, LIGHT);
  return people.map(({ accessToken }) => accessToken);
}

async function highestUntil(end: Promise<unknown>, measure: () => number): Promise<number> {
  let highest = measure();
  let isOver = false;
  const over = end.finally(() => (isOver = true));
  while (!isOver) {
    highest = Math.max(highest, measure());
    await sleep(LOOK_MILLISECONDS);
  }
  await over;
  return highest;
}
