import { ME } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

describe('The profile', () => {
  let app: TestServer;
  let person: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
  });

  afterAll(() => app.stop());

  beforeEach(async () => {
    person = app.visitor();
    await person.register({ displayName: 'Ada' });
  });

  const update = (body: unknown, headers = {}) => person.send('PATCH', ME, { body, headers });
  const read = async () => (await person.send('GET', ME)).body;

  it('takes another name, trimmed, and nothing else changes', async () => {
    const before = await read();
    const answer = await update({ displayName: '  Ada Lovelace 🧮 ' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ ...before, displayName: 'Ada Lovelace 🧮' });
    expect(await read()).toEqual(answer.body);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('is a merge patch: nothing given, nothing changed', async () => {
    const before = await read();
    const answer = await update({}, { 'content-type': 'application/merge-patch+json' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(before);
    expect(await read()).toEqual(before);
  });

  it('takes a name of a hundred characters', async () => {
    expect((await update({ displayName: '🧮'.repeat(100) })).status).toBe(200);
    expect(refusedFields(await update({ displayName: '🧮'.repeat(101) }))).toEqual(['/displayName']);
  });

  it.each<[string, object, string[]]>([
    ['no name', { displayName: null }, ['/displayName']],
    ['a blank name', { displayName: ' \t' }, ['/displayName']],
    ['a number', { displayName: 1 }, ['/displayName']],
    ['NUL', { displayName: 'A\0' }, ['/displayName']],
    ['another e-mail', { email: 'eve@example.org' }, ['/email']],
    ['another id', { id: '01900000-0000-7000-8000-000000000000' }, ['/id']],
    ['another password', { password: 'x', passwordHash: 'x' }, ['/password', '/passwordHash']],
    ['another date', { createdAt: '2020-01-01T00:00:00Z', disabledAt: null }, ['/createdAt', '/disabledAt']],
  ])('refuses %s', async (_name, body, pointers) => {
    const before = await read();
    const answer = await update(body);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(pointers);
    expect(await read()).toEqual(before);
  });

  it('is one’s own', async () => {
    const stranger = app.visitor();
    await stranger.register({ displayName: 'Eve' });
    await update({ displayName: 'Ada Lovelace' });
    expect((await stranger.send('GET', ME)).body).toMatchObject({ displayName: 'Eve' });
  });

  it('needs a token to be changed', async () => {
    expectProblem(await app.visitor().send('PATCH', ME, { body: {} }), 401, 'TOKEN_MISSING');
  });
});
