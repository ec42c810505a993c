import { randomUUID } from 'node:crypto';
import type { Answer, Visitor } from '../support/people/visitor';
import { sharedServer, type TestServer } from '../support/servers/test-server';

describe('Hashing passwords', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    person = app.visitor();
    await person.register();
  });

  afterAll(() => app.stop());

  const loginAs = (email: string): Promise<Answer> =>
    app.visitor().login({ email, password: 'not the right one' });

  it('for many does not keep others waiting', async () => {
    const finished: string[] = [];
    const logins = Array.from({ length: 40 }, async () => {
      const { status } = await loginAs(person.email);
      finished.push(`login ${status}`);
    });
    const { status } = await person.send('GET', '/api/v1/users/me');
    finished.push(`read ${status}`);
    await Promise.all(logins);
    const later = finished.slice(finished.indexOf('read 200') + 1);
    expect(later.length).toBeGreaterThan(8);
    expect(new Set(later)).toEqual(new Set(['login 401']));
  });

  it('takes as long for an unknown e-mail as for a wrong password', async () => {
    await expectAlike(
      () => loginAs(`${randomUUID()}@example.org`),
      () => loginAs(person.email),
    );
  });

  it('takes as long for an e-mail that is taken as for a new one', async () => {
    await expectAlike(
      () => app.visitor().register({ email: person.email }),
      () => app.visitor().register(),
    );
  });
});

const RUNS_AT_LEAST = 5;
const RUNS_AT_MOST = 100;

/**
 * By the shortest times of each: a hash that is left out makes a difference of twenty times, and a busy machine makes
 * times longer, never shorter. So often as it takes until both had a quiet moment.
 */
async function expectAlike(one: () => Promise<Answer>, other: () => Promise<Answer>): Promise<void> {
  const shortest: [number, number] = [Infinity, Infinity];
  const areAlike = () => Math.max(...shortest) < 3 * Math.min(...shortest);
  for (let run = 1; run <= RUNS_AT_LEAST || (run <= RUNS_AT_MOST && !areAlike()); run += 1) {
    shortest[0] = Math.min(shortest[0], await millisecondsOf(one));
    shortest[1] = Math.min(shortest[1], await millisecondsOf(other));
  }
  expect({ shortest, alike: areAlike() }).toEqual({ shortest, alike: true });
}

async function millisecondsOf(work: () => Promise<Answer>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
