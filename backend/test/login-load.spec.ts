import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from './test-app';
import type { Answer, Visitor } from './visitor';

describe('Hashing passwords', () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp();
    person = app.visitor();
    await person.register();
  });

  afterAll(() => app.stop());

  const loginAs = (email: string): Promise<Answer> =>
    app.visitor().login({ email, password: 'not the right one' });

  it('for many does not keep others waiting', async () => {
    const finished: string[] = [];
    const logins = Array.from({ length: 15 }, async () => {
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
    const [unknown, wrong] = await medianTimes(
      () => loginAs(`${randomUUID()}@example.org`),
      () => loginAs(person.email),
    );
    expectAlike(unknown, wrong);
  });

  it('takes as long for an e-mail that is taken as for a new one', async () => {
    const [taken, fresh] = await medianTimes(
      () => app.visitor().register({ email: person.email }),
      () => app.visitor().register(),
    );
    expectAlike(taken, fresh);
  });
});

/** Milliseconds, by the median of five in turns: a slow moment of the machine does not count. */
async function medianTimes(...works: (() => Promise<Answer>)[]): Promise<number[]> {
  const times = works.map((): number[] => []);
  for (let run = 0; run < 5; run += 1) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      await work();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map((measured) => measured.sort((one, other) => one - other)[2] ?? 0);
}

/** A hash that is left out makes a difference of twenty times. */
function expectAlike(one = 0, other = 0): void {
  expect(one).toBeGreaterThan(other / 3);
  expect(one).toBeLessThan(other * 3);
}
