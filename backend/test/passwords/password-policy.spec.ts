import { changePassword } from '../support/people/account';
import type { Visitor } from '../support/people/visitor';
import { expectProblem } from '../support/requests/expect-problem';
import { sharedServer, type TestServer } from '../support/servers/test-server';

const STRONG = 'K0!zT-w&bG7 ';
const GRACE = { email: 'grace.hopper@example.org', displayName: 'Amazing Grace' };

describe('A new password', () => {
  let app: TestServer;
  let grace: Visitor;

  beforeAll(async () => {
    app = await sharedServer();
    grace = app.visitor();
    await grace.register(GRACE);
  });

  afterAll(() => app.stop());

  it.each<[string, string]>([
    ['8 characters', 'q7#vLm2x'],
    ['256 characters', STRONG.repeat(22).slice(0, 256)],
    ['64 characters of four bytes', '🔑🎈🚲🌧🍋🎻🦔🧭'.repeat(8)],
    ['words alone', 'correct horse battery staple'],
    ['white space at both ends', '  spaces matter here  '],
    ['decomposed letters', 'une clé très secrète'.normalize('NFD')],
    ['eight composed letters, decomposed', 'qäwéßtùx'.normalize('NFD')],
    ['the 73rd byte and more', `${STRONG.repeat(6)}and more`],
  ])('is taken with %s, and every character of it counts', async (_name, password) => {
    const visitor = app.visitor();
    expect((await visitor.register({ password })).status).toBe(201);
    expect((await visitor.login({ password: password.normalize('NFC') })).status).toBe(200);
    const almost = `${Array.from(password).slice(0, -1).join('')}_`;
    for (const other of [almost, `${password} `, password.toUpperCase()].filter(
      (text) => text !== password,
    )) {
      expectProblem(await visitor.login({ password: other }), 401, 'INVALID_CREDENTIALS');
    }
  });

  it.each<[string, string, string]>([
    ['7 characters', 'q7#vLm2', 'INVALID'],
    ['7 characters of two code points', 'q\u0301'.repeat(3), 'INVALID'],
    ['257 characters', STRONG.repeat(22).slice(0, 257), 'INVALID'],
    ['NUL', 'a long enough\0passphrase', 'INVALID'],
    ['half a surrogate pair', 'a long enough passphrase\ud83d', 'INVALID'],
    ['one of the most common', 'baseball', 'PASSWORD_COMMON'],
    ['a common one in other letters', 'BaseBall', 'PASSWORD_COMMON'],
    ['a word and a year', 'Summer2026!', 'PASSWORD_GUESSABLE'],
    ['a disguised word', 'P@ssw0rd2026', 'PASSWORD_GUESSABLE'],
    ['one character over and over', 'a'.repeat(256), 'PASSWORD_GUESSABLE'],
    ['a row of keys', 'asdfghjkl;', 'PASSWORD_GUESSABLE'],
    ['a date', '21.11.2026', 'PASSWORD_GUESSABLE'],
    ['the name of the product', 'Taskward2026!', 'PASSWORD_GUESSABLE'],
    ['the e-mail', 'grace.hopper@example.org', 'PASSWORD_GUESSABLE'],
    ['a part of the e-mail', 'hopper1906', 'PASSWORD_GUESSABLE'],
    ['the display name', 'Amazing Grace!', 'PASSWORD_GUESSABLE'],
  ])('is refused with %s, wherever it is set', async (_name, password, code) => {
    const signUp = await app.visitor().register({ ...GRACE, password });
    expectProblem(signUp, 400, 'VALIDATION_FAILED');
    expect(signUp.body.errors).toEqual([
      { pointer: '/password', code, message: expect.stringMatching(/^This .+\.$/) },
    ]);
    const change = await changePassword(grace, { newPassword: password });
    expectProblem(change, 400, 'VALIDATION_FAILED');
    expect(change.body.errors).toMatchObject([{ pointer: '/newPassword', code }]);
    expect((await app.visitor().login({ email: GRACE.email })).status).toBe(200);
  });

  it('is not judged before the current one is known to be right', async () => {
    const answer = await changePassword(grace, {
      currentPassword: 'not the right one',
      newPassword: 'baseball',
    });
    expectProblem(answer, 401, 'INVALID_CREDENTIALS');
  });
});
