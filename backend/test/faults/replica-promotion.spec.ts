import type { Finding } from '../../src/operations/doctor/finding';
import { migrate } from '../../src/platform/schema/migrate';
import { ReplicatedPostgres } from '../support/database/replicated-postgres';
import { Visitor } from '../support/people/visitor';
import { admin } from '../support/servers/admin';
import { endCleanly, startReady } from '../support/servers/server-pair';
import { testEnvironment } from '../support/servers/test-environment';
import { createTask, titlesOf } from '../support/tasks/tasks';

async function examineReplica(environment: NodeJS.ProcessEnv): Promise<Finding | undefined> {
  const { output } = await admin(environment, ['doctor', '--json']);
  return (JSON.parse(output) as Finding[]).find(({ subject }) => subject === 'replica');
}

describe('A replica that was promoted', () => {
  it('is not asked any more: it goes ways of its own', async () => {
    const postgres = new ReplicatedPostgres();
    const { applicationUrl, ownerUrl } = await postgres.start();
    const replicaUrl = await postgres.startStandby();
    const environment = testEnvironment({
      DATABASE_URL: applicationUrl,
      DATABASE_MIGRATION_URL: ownerUrl,
      DATABASE_REPLICA_URLS: replicaUrl,
    });
    await migrate(environment);
    const server = await startReady(environment);
    const person = new Visitor(server.url);
    await person.register();
    await createTask(person, { title: 'Kept' });
    await server.untilLogged(({ event }) => event === 'replica-used');
    expect(await examineReplica(environment)).toMatchObject({ state: 'ok' });
    await postgres.promote();
    expect(await examineReplica(environment)).toMatchObject({ state: 'warn' });
    await postgres.onStandby('DELETE FROM tasks');
    expect(await titlesOf(person, {})).toEqual(['Kept']);
    await endCleanly(server);
    await postgres.remove();
  });
});
