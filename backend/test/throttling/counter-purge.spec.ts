import { CounterPurgeService } from '../../src/identity/throttling/counter-purge.service';
import { guess, letTimePass, somewhere, THROTTLED } from '../support/people/password-guesses';
import { startTestApp, type TestApp } from '../support/servers/test-app';

describe('Counters', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp(THROTTLED);
  });

  afterAll(() => app.stop());

  const purge = () => app.app.get(CounterPurgeService).purge();
  const count = async (table: string) => {
    const [row] = await app.database.owner.query<{ n: number }[]>(
      `SELECT count(*)::integer AS n FROM ${table}`,
    );
    return row?.n;
  };

  it('stay as long as they count, and go when they count no more', async () => {
    await guess(app, { email: 'former@example.org', from: somewhere() });
    await letTimePass(app.database.owner, 3_600);
    await guess(app, { email: 'latter@example.org', from: somewhere() });
    expect([await count('password_backoffs'), await count('rate_limits')]).toEqual([2, 4]);
    await purge();
    expect([await count('password_backoffs'), await count('rate_limits')]).toEqual([1, 2]);
    await letTimePass(app.database.owner, 3_600);
    await purge();
    expect([await count('password_backoffs'), await count('rate_limits')]).toEqual([0, 0]);
  });

  it('go by the thousand when somebody made up thousands of e-mails, whatever number of servers purges', async () => {
    await app.database.owner.query(
      `INSERT INTO password_backoffs SELECT 'made-up:' || n, 1, NULL, now() FROM generate_series(1, 12345) n`,
    );
    await app.database.owner.query(
      `INSERT INTO rate_limits SELECT 'account:made-up' || n, 1, 0 FROM generate_series(1, 12345) n`,
    );
    await Promise.all([purge(), purge(), purge()]);
    expect([await count('password_backoffs'), await count('rate_limits')]).toEqual([0, 0]);
  });
});
