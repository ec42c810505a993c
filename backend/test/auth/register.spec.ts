import { randomUUID } from 'node:crypto';
import { sessionsOfUser } from '../support/database/session-rows';
import { PASSWORD } from '../support/people/visitor';
import { expectProblem, refusedFields } from '../support/requests/expect-problem';
import { ownServer, type TestServer } from '../support/servers/test-server';

const REGISTER = '/api/v1/auth/register';
const newEmail = () => `${randomUUID()}@example.org`;

describe('Registering', () => {
  let app: TestServer;

  beforeAll(async () => {
    app = await ownServer();
  });

  afterAll(() => app.stop());

  const usersOf = (email: string) =>
    app.database.owner.query<{ id: string; email: string; password_hash: string }[]>(
      'SELECT * FROM users WHERE lower(email) = lower($1)',
      [email],
    );

  it('answers 201 with the account and tokens that work', async () => {
    const visitor = app.visitor();
    const answer = await visitor.register({ email: ' Ada@Example.org ', displayName: ' Ada Lovelace ' });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 900,
      user: {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
        email: 'Ada@Example.org',
        displayName: 'Ada Lovelace',
        createdAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.+Z$/),
        passwordExpiresAt: null,
      },
    });
    const me = await visitor.send('GET', '/api/v1/users/me');
    expect(me.body).toEqual(answer.body.user);
    expect((await visitor.refresh()).status).toBe(200);
  });

  it('names the person after the e-mail when no name is given', async () => {
    const answer = await app.visitor().register({ email: `grace.${newEmail()}` });
    expect(answer.body).toMatchObject({ user: { displayName: expect.stringMatching(/^grace\.[^@]+$/) } });
  });

  it('keeps the password only as a peppered bcrypt hash', async () => {
    const visitor = app.visitor();
    await visitor.register();
    const [user] = await usersOf(visitor.email);
    expect(user?.password_hash).toMatch(/^[\w-]{8}\$\$2b\$04\$[./\w]{53}$/);
  });

  it('tells that an e-mail is taken, in whatever letter case, and changes nothing', async () => {
    const email = newEmail();
    const owner = app.visitor();
    await owner.register({ email });
    for (const spelling of [email, email.toUpperCase(), `  ${email}`]) {
      const answer = await app.visitor().register({ email: spelling, password: 'quite another passphrase' });
      expectProblem(answer, 409, 'EMAIL_TAKEN');
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect((await owner.login()).status).toBe(200);
  });

  it('keeps addresses apart that only look alike', async () => {
    const email = `kelvin-${newEmail()}`;
    expect((await app.visitor().register({ email })).status).toBe(201);
    expect((await app.visitor().register({ email: email.replace('k', '\u212a') })).status).toBe(201);
  });

  it('makes one account and one session of fifty sign-ups at once', async () => {
    const email = newEmail();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        app.visitor().register({ email: index % 2 ? email : email.toUpperCase() }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(49).fill(409)]);
    const users = await usersOf(email);
    expect(users).toHaveLength(1);
    expect(await sessionsOfUser(app.database.owner, users[0]?.id ?? '')).toHaveLength(1);
  });

  it.each([
    ['no field at all', {}, ['/email', '/password']],
    ['an e-mail without domain', { email: 'ada', password: PASSWORD }, ['/email']],
    ['an empty e-mail', { email: '', password: PASSWORD }, ['/email']],
    [
      'an e-mail with a line break',
      { email: 'a@b.example\r\nBcc: c@d.example', password: PASSWORD },
      ['/email'],
    ],
    ['an e-mail that is too long', { email: `${'a'.repeat(250)}@b.example`, password: PASSWORD }, ['/email']],
    ['an e-mail with NUL', { email: 'a\0b@example.org', password: PASSWORD }, ['/email']],
    ['an e-mail that is a list', { email: ['a@example.org'], password: PASSWORD }, ['/email']],
    ['an e-mail that is an object', { email: { $ne: null }, password: PASSWORD }, ['/email']],
    ['a password of 7', { email: newEmail(), password: 'abcdefg' }, ['/password']],
    ['a password of 257', { email: newEmail(), password: 'a'.repeat(257) }, ['/password']],
    ['7 characters of 2 code points', { email: newEmail(), password: 'e\u0301'.repeat(7) }, ['/password']],
    ['a password with NUL', { email: newEmail(), password: 'abcd\0efgh' }, ['/password']],
    ['a password with half a pair', { email: newEmail(), password: 'abcdefgh\ud800' }, ['/password']],
    ['a password that is a number', { email: newEmail(), password: 12345678 }, ['/password']],
    ['a blank name', { email: newEmail(), password: PASSWORD, displayName: '  ' }, ['/displayName']],
    [
      'a name that nobody can see',
      { email: newEmail(), password: PASSWORD, displayName: '\u3164' },
      ['/displayName'],
    ],
    [
      'a name of 101',
      { email: newEmail(), password: PASSWORD, displayName: 'é'.repeat(101) },
      ['/displayName'],
    ],
    ['null as name', { email: newEmail(), password: PASSWORD, displayName: null }, ['/displayName']],
    ['a word as yes', { email: newEmail(), password: PASSWORD, rememberMe: 'true' }, ['/rememberMe']],
    [
      'unknown fields',
      { email: newEmail(), password: PASSWORD, role: 'admin', 'a/b~c': 1 },
      ['/a~1b~0c', '/role'],
    ],
    ['an id of its own', { email: newEmail(), password: PASSWORD, id: randomUUID() }, ['/id']],
  ])('refuses %s and says which field', async (_name, body, pointers) => {
    const answer = await app.visitor().send('POST', REGISTER, { body });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(refusedFields(answer)).toEqual(pointers);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ['8 characters', 'q7#vLm2x'],
    ['256 characters', 'q7#vLm2x'.repeat(32)],
    [
      '64 characters of four bytes',
      String.fromCodePoint(...Array.from({ length: 64 }, (_, n) => 0x1f400 + 7 * n)),
    ],
    ['white space at both ends', '  wide spaces  '],
    [
      'decomposed letters that count as eight',
      'q\u0301z\u0301x\u0301v\u0301 w\u0301k\u0301'.normalize('NFD'),
    ],
  ])('takes a password of %s', async (_name, password) => {
    const visitor = app.visitor();
    expect((await visitor.register({ password })).status).toBe(201);
    expect((await visitor.login({ password })).status).toBe(200);
    const almost = `${Array.from(password).slice(0, -1).join('')}b`;
    expect((await visitor.login({ password: almost })).status).toBe(401);
  });

  it('ends the session that the browser had before', async () => {
    const visitor = app.visitor();
    await visitor.register();
    const earlier = visitor.clone();
    await visitor.register();
    expectProblem(await earlier.send('GET', '/api/v1/users/me'), 401, 'SESSION_ENDED');
    expectProblem(await earlier.refresh(), 401, 'REFRESH_REJECTED');
    expect((await visitor.send('GET', '/api/v1/users/me')).status).toBe(200);
  });
});
