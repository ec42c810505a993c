import { createHash } from 'node:crypto';
import type { PersonalTokenDto } from '../../src/identity/personal-tokens/dto/personal-token.dto';
import { sessionIdOf } from '../support/database/session-rows';
import { PERSONAL_TOKENS, createPersonalToken, scriptWith } from '../support/people/personal-tokens';
import { ageAuthentication, eventsOf } from '../support/people/account';
import type { Answer, Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';
import { TASKS, UNKNOWN_ID } from '../support/tasks/tasks';

const DAY = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

describe('The personal access tokens of a person', () => {
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

  const owner = () => app.database.owner;
  const create = (fields: object) =>
    person.send('POST', PERSONAL_TOKENS, { body: { name: 'Build', scopes: ['tasks:read'], ...fields } });
  const revoke = (visitor: Visitor, id: string) => visitor.send('DELETE', `${PERSONAL_TOKENS}/${id}`);
  const list = async (visitor: Visitor): Promise<PersonalTokenDto[]> => {
    const answer = await visitor.send<{ items: PersonalTokenDto[] }>('GET', PERSONAL_TOKENS);
    expect(answer.status).toBe(200);
    return answer.body.items;
  };

  it('are shown once, when they are made', async () => {
    const { token, ...created } = await createPersonalToken(person, {
      name: '  Nightly build ',
      scopes: ['tasks:write', 'tasks:read'],
    });
    expect(created).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Nightly build',
      scopes: ['tasks:write', 'tasks:read'],
      prefix: token.slice(0, 20),
      createdAt: expect.any(String),
      lastUsedAt: null,
      expiresAt: expect.any(String),
    });
    const answer = await person.send('GET', PERSONAL_TOKENS);
    expect(answer.body).toEqual({ items: [created] });
    expect(answer.text).not.toContain(token.slice(36, 100));
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('are kept as a hash, from which nobody can tell them', async () => {
    const { id, token } = await createPersonalToken(person);
    const [{ row }] = await owner().query<[{ row: object }]>(
      `SELECT to_jsonb(t) AS row FROM access_tokens t WHERE id = $1`,
      [id],
    );
    const hash = createHash('sha256').update(token).digest('hex');
    expect(row).toMatchObject({ token_hash: `\\x${hash}`, user_id: person.userId });
    expect(JSON.stringify(row)).not.toContain(token.slice(36, 100));
  });

  it('are listed with the latest first', async () => {
    const names = ['first', 'second', 'third'];
    for (const name of names) {
      await createPersonalToken(person, { name });
    }
    expect((await list(person)).map(({ name }) => name)).toEqual(names.reverse());
  });

  it('expire after 90 days unless something else is asked for', async () => {
    const { createdAt, expiresAt } = await createPersonalToken(person);
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(90 * DAY);
    const day = inDays(30).slice(0, 10);
    const asked = await createPersonalToken(person, { expiresAt: `${day}T18:00:00.1234+05:45` });
    expect(asked.expiresAt).toBe(`${day}T12:15:00.123Z`);
  });

  it('expire in the future and within a year', async () => {
    const inOneYear = new Date();
    inOneYear.setUTCFullYear(inOneYear.getUTCFullYear() + 1);
    for (const expiresAt of [inDays(1 / 24), inDays(364), inOneYear.toISOString()]) {
      expect((await createPersonalToken(person, { expiresAt })).expiresAt).toBe(expiresAt);
    }
    const justTooFar = new Date(inOneYear.getTime() + 3_600_000).toISOString();
    for (const expiresAt of [inDays(0), inDays(-1), inDays(367), justTooFar, '9999-12-31T23:59:59Z']) {
      const answer = await create({ expiresAt });
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect({ expiresAt, fields: refusedFields(answer) }).toEqual({ expiresAt, fields: ['/expiresAt'] });
    }
  });

  it.each<[string, object]>([
    ['/name', { name: undefined }],
    ['/name', { name: ' ' }],
    ['/name', { name: '\u200b' }],
    ['/name', { name: 'x'.repeat(101) }],
    ['/name', { name: 7 }],
    ['/scopes', { scopes: undefined }],
    ['/scopes', { scopes: [] }],
    ['/scopes', { scopes: 'tasks:read' }],
    ['/scopes', { scopes: ['tasks:read', 'tasks:read'] }],
    ['/scopes', { scopes: ['tasks'] }],
    ['/scopes', { scopes: ['tasks:read', 'admin'] }],
    ['/scopes', { scopes: [null] }],
    ['/scopes', { scopes: [['tasks:read']] }],
    ['/expiresAt', { expiresAt: null }],
    ['/expiresAt', { expiresAt: '2026-12-24' }],
    ['/expiresAt', { expiresAt: 90 }],
    ['/expiresAt', { expiresAt: '' }],
    ['/userId', { userId: UNKNOWN_ID }],
    ['/token', { token: 'twd_mine' }],
    ['/id', { id: UNKNOWN_ID }],
  ])('are not made with a bad %s: %j', async (pointer, fields) => {
    const answer = await create(fields);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual([pointer]);
    expect(await list(person)).toEqual([]);
  });

  it('have names of up to 100 characters, whatever these are', async () => {
    for (const name of ['x', '🥐'.repeat(100), '<b>"\'; DROP']) {
      expect((await createPersonalToken(person, { name })).name).toBe(name);
    }
  });

  it('are made only after a recent password check', async () => {
    await ageAuthentication(owner(), person);
    const answer = await create({});
    expectProblem(answer, 401, 'REAUTHENTICATION_REQUIRED');
    expect(answer.headers.get('www-authenticate')).toContain('insufficient_user_authentication');
    expect(await list(person)).toEqual([]);
  });

  it('are revoked one by one, without any further check, and the next request is refused', async () => {
    const [kept, lost] = [await createPersonalToken(person), await createPersonalToken(person)];
    await ageAuthentication(owner(), person);
    const answer = await revoke(person, lost.id);
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
    expectProblem(await scriptWith(app, lost.token).send('GET', TASKS), 401, 'TOKEN_INVALID');
    expect((await scriptWith(app, kept.token).send('GET', TASKS)).status).toBe(200);
    expect((await list(person)).map(({ id }) => id)).toEqual([kept.id]);
  });

  it('leave a record of being made and revoked', async () => {
    const { id } = await createPersonalToken(person);
    await revoke(person, id.toUpperCase());
    const session = sessionIdOf(person.refreshToken);
    const event = { session_id: session, target_id: id, ip: '127.0.0.1', request_id: expect.any(String) };
    expect(await eventsOf(owner(), person.userId)).toMatchObject([
      { event: 'registered' },
      { event: 'access-token-created', ...event },
      { event: 'access-token-revoked', ...event },
    ]);
  });

  it('are nobody else’s: whatever is no token of the person is 404, byte for byte', async () => {
    const stranger = app.visitor();
    await stranger.register();
    const foreign = await createPersonalToken(stranger, { name: 'of a stranger' });
    const revoked = await createPersonalToken(person);
    await revoke(person, revoked.id);
    const texts = new Set<string>();
    for (const id of [foreign.id, revoked.id, UNKNOWN_ID, '1', '%00', foreign.token, `${foreign.id}%20`]) {
      const answer = await revoke(person, id);
      expectProblem(answer, 404, 'NOT_FOUND');
      texts.add(answer.text.replaceAll(String(answer.body.requestId), ''));
    }
    expect(texts.size).toBe(1);
    expect(await list(person)).toEqual([]);
    expect((await list(stranger)).map(({ id }) => id)).toEqual([foreign.id]);
    expect((await scriptWith(app, foreign.token).send('GET', TASKS)).status).toBe(200);
    expect(await eventsOf(owner(), person.userId, 'access-token-revoked')).toHaveLength(1);
  });

  it('are out of reach without a token', async () => {
    const { id } = await createPersonalToken(person);
    const answers: Answer[] = [
      await app.visitor().send('GET', PERSONAL_TOKENS),
      await app.visitor().send('POST', PERSONAL_TOKENS, { body: { name: 'x', scopes: ['tasks:read'] } }),
      await revoke(app.visitor(), id),
    ];
    for (const answer of answers) {
      expectProblem(answer, 401, 'TOKEN_MISSING');
    }
  });
});
