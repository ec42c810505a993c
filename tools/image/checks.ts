import assert from 'node:assert/strict';
import { findUnnamedPackages } from './bill-of-materials.ts';
import { type Container, endingOf } from './container.ts';
import { readPortal, registerPerson, untilReady } from './requests.ts';

const MIGRATE = ['node', 'dist/server/migrate.js'];
const ADMIN = ['node', 'dist/server/admin.js'];
const LIST_USERS = [...ADMIN, 'users', 'list', '--json'];
const DOCTOR = [...ADMIN, 'doctor', '--json'];
/** The grace period of a container engine between SIGTERM and SIGKILL, in milliseconds. */
const GRACE = 10_000;

/** Prints the title once the check has passed. */
async function verify(title: string, work: () => Promise<void> | void): Promise<void> {
  await work();
  console.log(`  ✓ ${title}`);
}

export async function checkFiles(container: Container): Promise<void> {
  await verify('nobody can write to its files', async () => {
    const { code, output } = await container.run(['touch', 'package.json']);
    assert.notEqual(code, 0, output);
  });
  await verify('the bill of materials names every package', () => {
    assert.deepEqual(findUnnamedPackages(container.folder), []);
  });
  await verify('it migrates an empty database', async () => {
    await outputOf(container, MIGRATE);
  });
}

/** Of a command that succeeds. */
async function outputOf(container: Container, command: string[]): Promise<string> {
  const { code, output } = await container.run(command);
  assert.equal(code, 0, output);
  return output;
}

/** Checks a server from start to stop. */
export async function checkServer(container: Container, url: string): Promise<void> {
  const isHealthy = async () => (await container.run(container.commandOf('check'))).code === 0;
  await verify('it is not healthy before the server runs', async () => assert(!(await isHealthy())));

  const server = container.start(container.commandOf('start'));
  const ending = endingOf(server);
  try {
    await verify('the server gets ready', () => untilReady(url, ending));
    await verify('it is healthy now', async () => assert(await isHealthy()));
    await verify('it serves the portal with its scripts', () => readPortal(url));
    await verify('it registers a person', () => registerPerson(url));
    await verify('the administrator finds that person, and nothing to do', async () => {
      assert.match(await outputOf(container, LIST_USERS), /"ada@example\.org"/);
      await outputOf(container, DOCTOR);
    });
    await verify('it ends within 10 s of SIGTERM', async () => {
      server.kill('SIGTERM');
      const timer = setTimeout(() => server.kill('SIGKILL'), GRACE);
      const { code, output } = await ending;
      clearTimeout(timer);
      assert.equal(code, 0, output);
    });
  } finally {
    server.kill('SIGKILL');
  }
}
