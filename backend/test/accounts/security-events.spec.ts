import {
  changePassword,
  deleteAccount,
  EXPORT,
  LOGOUT_ALL,
  NEW_PASSWORD,
  otherDevice,
  reauthenticate,
  SECURITY_EVENTS,
  SESSIONS,
} from '../support/people/account';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

interface Event {
  id: string;
  occurredAt: string;
  event: string;
  current: boolean;
  ipAddress: string | null;
  deviceName: string | null;
}

interface Page {
  items: Event[];
  nextCursor: string | null;
}

type Body = Record<string, unknown>;

const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
  'Version/18.0 Mobile/15E148 Safari/604.1';

describe('The security events of a person', () => {
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

  const list = (query: Record<string, string> = {}, visitor = person): Promise<Answer<Page & Body>> =>
    visitor.send<Page & Body>('GET', `${SECURITY_EVENTS}?${new URLSearchParams(query).toString()}`);
  const eventsSeenBy = async (visitor: Visitor) => (await list({}, visitor)).body.items;

  it('are listed newest first, with when and from where, and nothing else', async () => {
    const startedAt = Date.now();
    await app.visitor().send('POST', '/api/v1/auth/login', {
      body: { email: person.email, password: 'a guess' },
      headers: { 'user-agent': SAFARI },
    });
    const answer = await list();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toEqual({
      items: [
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          event: 'sign-in-failed',
          current: false,
          ipAddress: '127.0.0.1',
          deviceName: 'Safari on iOS',
        },
        expect.objectContaining({ event: 'registered', current: true, deviceName: null }),
      ],
      nextCursor: null,
    });
    const occurredAt = Date.parse(answer.body.items[0]?.occurredAt ?? '');
    expect(occurredAt).toBeGreaterThanOrEqual(startedAt);
    expect(occurredAt).toBeLessThanOrEqual(Date.now());
  });

  it('tell everything that is done to sessions, password and data, and whether from this session', async () => {
    const other = await otherDevice(app, person);
    await reauthenticate(other, 'a guess');
    await reauthenticate(other);
    await changePassword(person, { currentPassword: 'a guess' });
    await changePassword(person);
    await other.login({ password: NEW_PASSWORD });
    await other.login({ password: NEW_PASSWORD });
    await person.send('DELETE', SESSIONS);
    await person.send('GET', EXPORT);
    await deleteAccount(person, 'a guess');
    await person.clone().send('POST', LOGOUT_ALL);
    await person.login({ password: NEW_PASSWORD });
    await person.clone().logout();
    await person.login({ password: NEW_PASSWORD });
    const events = (await eventsSeenBy(person)).map(({ event, current }) => [event, current]).reverse();
    expect(events).toEqual(
      [
        ...['registered', 'signed-in', 'reauthentication-failed', 'reauthenticated'],
        ...['password-change-failed', 'password-changed', 'signed-in', 'signed-out', 'signed-in'],
        ...['session-revoked', 'data-exported', 'account-deletion-failed', 'signed-out-everywhere'],
        ...['signed-in', 'signed-out', 'signed-in'],
      ].map((event, index, { length }) => [event, index === length - 1]),
    );
  });

  it('are the same for every session but for the mark', async () => {
    const other = await otherDevice(app, person);
    const seen = [await eventsSeenBy(person), await eventsSeenBy(other)];
    expect(seen.map((events) => events.map(({ event }) => event))).toEqual(
      Array(2).fill(['signed-in', 'registered']),
    );
    expect(seen.map((events) => events.map(({ current }) => current))).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('come in pages that miss nothing and repeat nothing while more happens', async () => {
    for (let count = 0; count < 6; count += 1) {
      await reauthenticate(person);
    }
    const expected = (await eventsSeenBy(person)).map(({ id }) => id);
    const found: string[] = [];
    let page = await list({ limit: '3' });
    for (;;) {
      found.push(...page.body.items.map(({ id }) => id));
      const next = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
      expect(next === undefined).toBe(page.body.nextCursor === null);
      if (next === undefined) {
        break;
      }
      await reauthenticate(person);
      page = await person.send<Page & Body>('GET', next);
    }
    expect(found).toEqual(expected);
    expect(found).toHaveLength(7);
  });

  it('are fifty to a page unless asked for otherwise', async () => {
    await app.database.owner.query(
      `INSERT INTO audit_events (id, event, user_id) SELECT gen_random_uuid(), 'signed-in', $1
       FROM generate_series(1, 300)`,
      [person.userId],
    );
    expect((await list()).body.items).toHaveLength(50);
    expect((await list({ limit: '200' })).body.items).toHaveLength(200);
    expect((await list({ limit: '1' })).body.items).toHaveLength(1);
  });

  it('are one’s own, and so is a cursor', async () => {
    const stranger = app.visitor();
    await stranger.register();
    await reauthenticate(stranger);
    const { nextCursor } = (await list({ limit: '1' }, stranger)).body;
    expect((await list()).body.items).toHaveLength(1);
    expectProblem(await list({ cursor: String(nextCursor) }), 400, 'VALIDATION_FAILED');
    expect((await list({ cursor: String(nextCursor) }, stranger)).status).toBe(200);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no event at all', { limit: '0' }, '/limit'],
    ['too many events', { limit: '201' }, '/limit'],
    ['a broken number', { limit: '1e2' }, '/limit'],
    ['an empty cursor', { cursor: '' }, '/cursor'],
    ['a cursor that is none', { cursor: 'garbage' }, '/cursor'],
    ['a cursor in characters of its own', { cursor: '%00\u{1f9ee}' }, '/cursor'],
    ['an id in place of a cursor', { cursor: '01900000-0000-7000-8000-000000000000' }, '/cursor'],
    ['somebody’s id', { userId: '01900000-0000-7000-8000-000000000000' }, '/userId'],
  ])('refuse %s', async (_name, query, pointer) => {
    const answer = await list(query);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual([pointer]);
  });

  it('need a token', async () => {
    expectProblem(await app.visitor().send('GET', SECURITY_EVENTS), 401, 'TOKEN_MISSING');
  });
});
