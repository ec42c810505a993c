import { createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import { eventsOf, ME, otherDevice } from '../support/people/account';
import { PASSWORD, type Visitor } from '../support/people/visitor';
import { followEvents } from '../support/requests/event-reader';
import { expectProblem } from '../support/requests/expect-problem';
import { admin } from '../support/servers/admin';
import { startTestApp, type TestApp } from '../support/servers/test-app';
import { createTask, TASKS } from '../support/tasks/tasks';

describe("The administrator's commands on accounts", () => {
  let app: TestApp;
  let person: Visitor;

  beforeAll(async () => {
    app = await startTestApp({ REGISTRATION: 'open' });
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register({ displayName: 'Ada Lovelace' });
  });

  const run = (args: string[], input?: string) => admin(app.database.environment, args, input);
  const lastEvent = async () => (await eventsOf(app.database.owner, person.userId)).at(-1);

  it('list who is there, and find a part of an e-mail or a name', async () => {
    const { code, output } = await run([
      'users',
      'list',
      '--search',
      person.email.slice(0, 12).toUpperCase(),
    ]);
    const [heading, line] = output.split('\n');
    expect(code).toBe(0);
    expect(heading).toMatch(/^ID +EMAIL +DISPLAY_NAME +CREATED_AT +DISABLED_AT$/);
    expect(line).toMatch(new RegExp(`^${person.userId} +${person.email} +Ada Lovelace +\\d{4}-.*Z +-$`));
    const found = await run(['users', 'list', '--search', 'love', '--limit', '1', '--json']);
    expect(JSON.parse(found.output)).toEqual([expect.objectContaining({ displayName: 'Ada Lovelace' })]);
    expect(found.output).not.toContain('assword');
    expect((await run(['users', 'list', '--search', '%'])).output).toBe('There is no such account.\n');
  });

  it('write names that turn text around so that they can be seen', async () => {
    const displayName = 'Ada \u202eecalevoL\u009b2J';
    await person.send('PATCH', ME, { body: { displayName } });
    const args = ['users', 'list', '--search', person.email];
    const json = (await run([...args, '--json'])).output;
    expect(JSON.parse(json)).toEqual([expect.objectContaining({ displayName })]);
    for (const output of [json, (await run(args)).output]) {
      expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
  });

  it('make an account while registration is closed, whose password comes from standard input', async () => {
    const closed = { ...app.database.environment, REGISTRATION: 'closed' };
    const args = ['users', 'create', ' Grace@Example.org ', '--display-name', 'Grace Hopper', '--json'];
    const { code, output } = await admin(closed, args, `${PASSWORD}\n`);
    expect(code).toBe(0);
    const { id, email } = JSON.parse(output) as { id: string; email: string };
    const grace = app.visitor();
    expect((await grace.login({ email })).body.user).toMatchObject({ id, displayName: 'Grace Hopper' });
    expect(await eventsOf(app.database.owner, id)).toMatchObject([{ event: 'account-created' }, {}]);
  });

  it.each<[string, string[], string, RegExp]>([
    ['no e-mail', ['nobody'], PASSWORD, /^email: /],
    ['a guessable password', ['new@example.org'], 'password123\n', /^password: /],
    ['no password', ['new@example.org'], '', /^No password was given/],
    ['a short password', ['new@example.org'], 'short', /^password: /],
  ])('make none with %s', async (_name, args, input, reason) => {
    const { code, output, errors } = await run(['users', 'create', ...args], input);
    expect({ code, output, errors }).toEqual({ code: 1, output: '', errors: expect.stringMatching(reason) });
    const rows = await app.database.owner.query(`SELECT FROM users WHERE email = 'new@example.org'`);
    expect(rows).toEqual([]);
  });

  it('make none twice', async () => {
    const { code, errors } = await run(['users', 'create', person.email], PASSWORD);
    expect({ code, errors }).toEqual({ code: 1, errors: 'An account with this e-mail exists already.\n' });
  });

  it('disable an account at once and for good, until it is enabled again', async () => {
    const device = await otherDevice(app, person);
    const script = scriptWith(app, (await createPersonalToken(person)).token);
    const { code, output } = await run(['users', 'disable', person.email]);
    expect({ code, output }).toEqual({ code: 0, output: `${person.email} is disabled. Sessions ended: 2\n` });
    expect(await lastEvent()).toMatchObject({ event: 'account-disabled', ip: null });
    expectProblem(await device.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await person.login(), 401, 'INVALID_CREDENTIALS');
    expect((await script.send('GET', TASKS)).status).toBe(401);

    expect((await run(['users', 'enable', person.email])).code).toBe(0);
    expect(await lastEvent()).toMatchObject({ event: 'account-enabled' });
    expectProblem(await device.send('GET', ME), 401, 'SESSION_ENDED');
    expectProblem(await device.refresh(), 401, 'REFRESH_REJECTED');
    expect((await person.login()).status).toBe(200);
    expect((await script.send('GET', TASKS)).status).toBe(200);
  });

  it('end the sessions of one person, and nobody else is signed out', async () => {
    const other = app.visitor();
    await other.register();
    const { output } = await run(['sessions', 'end', person.email]);
    expect(output).toBe('Sessions ended: 1\n');
    expect(await lastEvent()).toMatchObject({ event: 'sessions-ended' });
    expectProblem(await person.send('GET', ME), 401, 'SESSION_ENDED');
    expect((await other.send('GET', ME)).status).toBe(200);
    expect((await person.login()).status).toBe(200);
  });

  it('end the sessions of everybody', async () => {
    const other = app.visitor();
    await other.register();
    const { code, output } = await run(['sessions', 'end', '--all', '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(output) as { ended: number }).ended).toBeGreaterThanOrEqual(2);
    for (const visitor of [person, other]) {
      expectProblem(await visitor.refresh(), 401, 'REFRESH_REJECTED');
    }
  });

  it('show what was recorded, the newest first, and of whom', async () => {
    const stranger = app.visitor();
    await stranger.register();
    await person.login();
    const all = ['audit', 'query', '--json', '--user', person.email];
    const names = async (args: string[]) =>
      (JSON.parse((await run(args)).output) as { event: string; email: string }[]).map(({ event }) => event);
    expect(await names(all)).toEqual(['signed-in', 'signed-out', 'registered']);
    expect(await names([...all, '--event', 'registered'])).toEqual(['registered']);
    expect(await names([...all, '--limit', '1'])).toEqual(['signed-in']);
    await app.database.owner.query(
      `UPDATE audit_events SET occurred_at = now() - interval '2 hours' WHERE event = 'registered'`,
    );
    expect(await names([...all, '--since', '1h'])).toEqual(['signed-in', 'signed-out']);
    expect(await names([...all, '--since', '2020-01-01'])).toHaveLength(3);
    const { output } = await run(['audit', 'query', '--user', person.email]);
    expect(output.split('\n')[0]).toMatch(/^OCCURRED_AT +EVENT +EMAIL +TARGET_ID +IP +USER_AGENT$/);
    expect(output.split('\n')[1]).toMatch(new RegExp(`Z +signed-in +${person.email} +- +127.0.0.1 +node$`));
  });

  it('purge what is kept no longer', async () => {
    const { id } = await createTask(person);
    await person.send('DELETE', `${TASKS}/${id}`);
    await app.database.owner.query(`UPDATE tasks SET deleted_at = now() - interval '31 days'`);
    await app.database.owner.query(
      `UPDATE audit_events SET occurred_at = now() - interval '2 years' WHERE user_id = $1`,
      [person.userId],
    );
    const reader = await followEvents(person);
    const { code, output } = await run(['purge']);
    expect(await reader.next()).toMatchObject({ id });
    reader.close();
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/events purged: 1\n$/) });
    expect(await app.database.owner.query('SELECT id FROM tasks')).toEqual([]);
    expect(await eventsOf(app.database.owner, person.userId)).toEqual([]);
  });

  it('tell an account that does not exist', async () => {
    const { code, errors } = await run(['users', 'disable', 'nobody@example.org']);
    expect({ code, errors }).toEqual({
      code: 1,
      errors: 'There is no account with the e-mail nobody@example.org.\n',
    });
  });

  it('tell nothing to the terminal that came as an argument', async () => {
    const unknown = await run(['users', 'disable', '\u001b[31mx']);
    expect(unknown.errors).toBe('There is no account with the e-mail \ufffd[31mx.\n');
    const revoked = await run(['tokens', 'revoke', person.email, '\u001b[31mx']);
    expect(revoked.errors).toBe(`${person.email} has no token \ufffd[31mx.\n`);
    const { output } = await run(['users', 'disable', `${person.email}\u2029`]);
    expect(output).toBe(`${person.email}\ufffd is disabled. Sessions ended: 1\n`);
  });
});
