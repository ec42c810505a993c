import { createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import { eventsOf, ME, NEW_PASSWORD, otherDevice } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { followEvents } from '../support/requests/event-reader';
import { expectProblem } from '../support/requests/expect-problem';
import { admin } from '../support/servers/admin';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { createTask, TASKS } from '../support/tasks/tasks';

describe("The administrator's commands for who lost a password, a token, or interest", () => {
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

  const run = (args: string[], input?: string) => admin(app.database.environment, args, input);
  const lastEvent = async () => (await eventsOf(app.database.owner, person.userId)).at(-1);
  const securityVersion = async () => {
    const [row] = await app.database.owner.query<{ security_version: number }[]>(
      'SELECT security_version FROM users WHERE id = $1',
      [person.userId],
    );
    return row?.security_version ?? 0;
  };

  it('give a forgotten password up for one that is made up, and sign out everywhere', async () => {
    const device = await otherDevice(app, person);
    const script = scriptWith(app, (await createPersonalToken(person)).token);
    const before = await securityVersion();
    const { code, output, errors } = await run(['users', 'reset-password', person.email]);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain(
      `${person.email} has a new password, for signing in within 24 hours and changing it then. Sessions ended: 2\n`,
    );
    const [, password = ''] = /shown this once: ([a-z2-9-]{23})$/m.exec(output) ?? [];
    expect(await lastEvent()).toMatchObject({ event: 'password-reset', session_id: null, ip: null });
    // Known browsers are strangers: what they show is bound to the version before.
    expect(await securityVersion()).toBe(before + 1);
    for (const browser of [person, device]) {
      expectProblem(await browser.send('GET', ME), 401, 'SESSION_ENDED');
      expectProblem(await browser.refresh(), 401, 'REFRESH_REJECTED');
    }
    expectProblem(await person.login(), 401, 'INVALID_CREDENTIALS');
    expect((await person.login({ password })).status).toBe(200);
    expect((await script.send('GET', TASKS)).status).toBe(200);
  });

  it('make up another password each time', async () => {
    const made = async () => {
      const { output } = await run(['users', 'reset-password', person.email, '--json']);
      return (JSON.parse(output) as { password: string }).password;
    };
    expect(await made()).not.toBe(await made());
  });

  it('take a password from standard input, and show it nowhere', async () => {
    const args = ['users', 'reset-password', person.email, '--password-stdin'];
    const { code, output } = await run(args, `${NEW_PASSWORD}\n`);
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/^\S+ has a new password.* Sessions ended: 1\n$/),
    });
    expect((await person.login({ password: NEW_PASSWORD })).status).toBe(200);
  });

  it.each<[string, string, RegExp]>([
    ['a guessable one', 'password123\n', /^password: /],
    ['a short one', 'short', /^password: /],
    ['none', '', /^No password was given/],
  ])('change nothing for %s', async (_name, input, reason) => {
    const { code, errors } = await run(['users', 'reset-password', person.email, '--password-stdin'], input);
    expect({ code, errors }).toEqual({ code: 1, errors: expect.stringMatching(reason) });
    expect((await person.send('GET', ME)).status).toBe(200);
    expect((await person.login()).status).toBe(200);
  });

  it('leave an account disabled that gets another password', async () => {
    await run(['users', 'disable', person.email]);
    const { output } = await run(['users', 'reset-password', person.email, '--password-stdin'], NEW_PASSWORD);
    expect(output).toBe(
      `${person.email} has a new password, but the account is disabled: users enable lets it in again. ` +
        'The password ends in 24 hours. Sessions ended: 0\n',
    );
    expectProblem(await person.login({ password: NEW_PASSWORD }), 401, 'INVALID_CREDENTIALS');
    await run(['users', 'enable', person.email]);
    expect((await person.login({ password: NEW_PASSWORD })).status).toBe(200);
  });

  it('delete an account as its owner could, a disabled one as well', async () => {
    await createTask(person);
    const script = scriptWith(app, (await createPersonalToken(person)).token);
    await run(['users', 'disable', person.email]);
    const { code, output } = await run(['users', 'delete', person.email, '--yes']);
    expect({ code, output }).toEqual({
      code: 0,
      output:
        `${person.email} is deleted, with everything that belonged to it. ` +
        `Its events stay: audit query --user ${person.userId}\n`,
    });
    expect(await lastEvent()).toMatchObject({ event: 'account-deleted', session_id: null, ip: null });
    const [rows] = await app.database.owner.query<object[]>(
      `SELECT (SELECT count(*)::int FROM users WHERE id = $1) AS users,
              (SELECT count(*)::int FROM tasks WHERE owner_id = $1) AS tasks`,
      [person.userId],
    );
    expect(rows).toEqual({ users: 0, tasks: 0 });
    expect((await script.send('GET', TASKS)).status).toBe(401);
    expect((await run(['users', 'delete', person.email, '--yes'])).code).toBe(1);
    const recorded = await run(['audit', 'query', '--user', person.userId, '--event', 'account-deleted']);
    expect(recorded.output).toMatch(/Z +account-deleted +- +-/);
    expect((await run(['audit', 'query', '--user', person.email])).code).toBe(1);
  });

  it('list personal access tokens without their secrets', async () => {
    const empty = await run(['tokens', 'list', person.email]);
    expect(empty.output).toBe('There is no token.\n');
    const { id, token } = await createPersonalToken(person);
    const { output } = await run(['tokens', 'list', person.email]);
    const [heading, line] = output.split('\n');
    expect(heading).toMatch(/^ID +NAME +SCOPES +PREFIX +CREATED_AT +LAST_USED_AT +EXPIRES_AT$/);
    expect(line).toMatch(new RegExp(`^${id} +Nightly build +tasks:write +twd_`));
    const json = (await run(['tokens', 'list', person.email, '--json'])).output;
    expect(JSON.parse(json)).toMatchObject([{ id, lastUsedAt: null }]);
    expect(output + json).not.toContain(token);
  });

  it('revoke a personal access token at once, also for what is under way', async () => {
    const { id, token } = await createPersonalToken(person, { scopes: ['tasks:read'] });
    const script = scriptWith(app, token);
    const reader = await followEvents(script);
    const { code, output } = await run(['tokens', 'revoke', person.email, id]);
    expect({ code, output }).toEqual({ code: 0, output: 'The token is revoked.\n' });
    await reader.rest();
    expect((await script.send('GET', TASKS)).status).toBe(401);
    expect(await lastEvent()).toMatchObject({ event: 'access-token-withdrawn', target_id: id, ip: null });
    const recorded = await run(['audit', 'query', '--user', person.email, '--limit', '1']);
    expect(recorded.output).toMatch(new RegExp(`access-token-withdrawn +${person.email} +${id} `));
    expect((await person.send('GET', ME)).status).toBe(200);
  });

  it("revoke nobody else's token", async () => {
    const other = app.visitor();
    await other.register();
    const { id, token } = await createPersonalToken(other);
    for (const each of [id, 'none']) {
      const { code, errors } = await run(['tokens', 'revoke', person.email, each]);
      expect({ code, errors }).toEqual({ code: 1, errors: `${person.email} has no token ${each}.\n` });
    }
    expect((await scriptWith(app, token).send('GET', TASKS)).status).toBe(200);
  });
});
