import { migrate } from '../src/platform/schema/migrate';
import type { Finding } from '../src/operations/doctor/finding';
import { admin } from './admin';
import { ReplicatedPostgres } from './replicated-postgres';
import { endCleanly, startReady } from './server-pair';
import { createTask, titlesOf } from './tasks';
import { testEnvironment } from './test-environment';
import { Visitor } from './visitor';

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
